import os
from pathlib import Path

import pytest

from engine.batch.finding import dossiers, root_of
from engine.errors import InputError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(folder: Path) -> list[str]:
    return [found.name for found in dossiers(root_of(folder))]


def test_each_workbook_is_a_dossier_and_each_folder_that_holds_some(tmp_path: Path) -> None:
    touch(tmp_path, "b.xlsx", "a.csv", "x/1.xlsx", "x/2.ods", "y/z/1.xls", "y/z/deeper/2.xlsx")
    assert names(tmp_path) == ["a.csv", "b.xlsx", "x", "y/z"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("~$a.xlsx", id="an open workbook"),
        pytest.param(".a.xlsx", id="a hidden file"),
        pytest.param(".drafts/a.xlsx", id="a hidden folder"),
        pytest.param("__MACOSX/a.xlsx", id="what a system leaves"),
        pytest.param("readme.txt", id="a text"),
        pytest.param("x/readme.txt", id="a folder of texts"),
        pytest.param("scan.pdf", id="no workbook"),
    ],
)
def test_what_is_no_dossier_is_passed_by(tmp_path: Path, name: str) -> None:
    touch(tmp_path, name)
    assert names(tmp_path) == []


def test_a_folder_of_texts_does_not_hide_the_workbooks_below(tmp_path: Path) -> None:
    touch(tmp_path, "x/readme.txt", "x/y/a.xlsx")
    assert names(tmp_path) == ["x/y"]


@pytest.mark.parametrize("record", ["batch.json", "run.json"])
def test_results_are_no_dossiers(tmp_path: Path, record: str) -> None:
    touch(tmp_path, "a.xlsx", f"out/{record}", "out/report.xlsx", "out/dossiers/k/c.parquet")
    assert names(tmp_path) == ["a.xlsx"]


def test_links_are_refused_and_never_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "outside"
    touch(outside, "a.xlsx")
    inside.mkdir()
    (inside / "file.xlsx").symlink_to(outside / "a.xlsx")
    (inside / "folder").symlink_to(outside)
    (inside / "again").symlink_to(inside)
    found = {each.name: each.refused for each in dossiers(root_of(inside))}
    assert sorted(found) == ["again", "file.xlsx", "folder"]
    assert {refused.code for refused in found.values() if refused} == {"file-link"}


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid"), reason="names of bytes")
def test_a_name_that_cannot_be_shown_is_made_safe(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/tr\xff\n.xlsx"))).touch()
    assert names(tmp_path) == ["tr\ufffd\ufffd.xlsx"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot open the folder"):
        root_of(tmp_path / "nowhere")


def test_another_folder_in_the_place_of_the_first_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    root = root_of(folder)
    root.check()
    folder.rename(tmp_path / "before")
    folder.mkdir()  # as the empty place of a share that was taken away
    with pytest.raises(InputError, match="no longer there"):
        root.check()
