from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine.batch.keys import Options, batch_record, digest_of, hashed, key_of
from engine.packs.loading import load_pack, load_vocabulary

from .small import PACK


def key(path: Path, name: str = "a", options: Options | None = None) -> str:
    packs = [load_pack(PACK, load_vocabulary())] if options else []
    batch = digest_of(batch_record(packs, options or Options()))
    return key_of(name, hashed(path), batch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dossier").mkdir()
    for name in ("1.xlsx", "2.csv"):
        (tmp_path / "dossier" / name).write_bytes(name.encode())
    return tmp_path / "dossier"


def test_the_same_contents_have_the_same_key(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    for path in sorted(folder.iterdir(), reverse=True):
        (again / path.name).write_bytes(path.read_bytes())
    assert key(folder) == key(again)
    (folder / "~$1.xlsx").write_bytes(b"somebody has it open")
    (folder / "notes.pdf").write_bytes(b"never read")
    assert key(folder) == key(again)


CHANGES: dict[str, Callable[[Path], object]] = {
    "other contents": lambda folder: (folder / "1.xlsx").write_bytes(b"2"),
    "another name": lambda folder: (folder / "1.xlsx").rename(folder / "3.xlsx"),
    "one more": lambda folder: (folder / "3.xlsx").write_bytes(b"3"),
    "one less": lambda folder: (folder / "2.csv").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_other_contents_have_another_key(folder: Path, change: Callable[[Path], object]) -> None:
    before = key(folder)
    change(folder)
    assert key(folder) != before


def test_the_key_tells_dossiers_apart(folder: Path) -> None:
    assert key(folder, "a") != key(folder, "b")


@pytest.mark.parametrize(
    "other",
    [
        Options(year=2025),
        Options(received=date(2025, 6, 1)),
        Options(simulate=True),
        Options(mapping=Path(__file__)),
    ],
    ids=str,
)
def test_other_options_have_another_key(folder: Path, other: Options) -> None:
    assert key(folder, options=other) != key(folder, options=Options())


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    import os

    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names")
    os.mkfifo(tmp_path / "a.xlsx")
    (file,) = hashed(tmp_path / "a.xlsx")
    assert file.sha256.startswith("mode:")
