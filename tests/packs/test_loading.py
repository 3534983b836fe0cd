"""A mistake in a pack is told with its file, line and column, and the nearest known name."""

import os
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from time import perf_counter

import pytest

from engine.cli import main
from engine.errors import PackError
from engine.locale import LANGUAGES
from engine.packs.loading import load_pack, load_vocabulary, shipped_packs
from tests.packs.invalid import BOMB, MEANING, REQUIRE, SHAPE, SMALL, SYNTAX, Invalid, changed

ALL = [pytest.param(each, id=each.id) for each in (*SYNTAX, *SHAPE, *MEANING)]
SOON = 2.0
"""Seconds; generous, for a slow machine."""


def failing(folder: Path, content: str | bytes) -> PackError:
    contents = content if isinstance(content, bytes) else content.encode()
    (folder / "pack.yaml").write_bytes(contents)
    with pytest.raises(PackError) as caught:
        load_pack(str(folder), load_vocabulary())
    return caught.value


def test_the_small_pack_is_valid(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(SMALL, encoding="utf-8")
    assert set(load_pack(str(tmp_path), load_vocabulary()).pack.titles) == {"exemplar", "model"}


@pytest.mark.parametrize("name", shipped_packs())
def test_a_shipped_pack_is_valid(name: str) -> None:
    assert load_pack(name, load_vocabulary()).pack.pack == name


@pytest.mark.parametrize("invalid", ALL)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, invalid: Invalid) -> None:
    error = failing(tmp_path, invalid.content)
    assert (error.code, error.where) == (invalid.code, invalid.where), str(error)
    assert invalid.said in str(error)
    assert not getattr(error, "__notes__", [])
    for lang in LANGUAGES:
        assert "Input should" not in error.message(lang)


@pytest.mark.parametrize("invalid", ALL)
def test_the_command_leaves_with_4_and_no_traceback(tmp_path: Path, invalid: Invalid) -> None:
    (tmp_path / "pack.yaml").write_text(invalid.content, encoding="utf-8")
    err = StringIO()
    with redirect_stderr(err), redirect_stdout(StringIO()), pytest.raises(SystemExit) as left:
        main(["rules", "test", str(tmp_path), "--lang", "en"])
    assert left.value.code == 4
    assert invalid.where in err.getvalue()
    assert "Traceback" not in err.getvalue()


def test_an_anchor_bomb_is_told_soon(tmp_path: Path) -> None:
    start = perf_counter()
    assert failing(tmp_path, BOMB).code == "yaml-too-many"
    assert perf_counter() - start < SOON


def test_a_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.touch()
    os.truncate(path, 100_000_000)
    start = perf_counter()
    with pytest.raises(PackError) as caught:
        load_pack(str(tmp_path), load_vocabulary())
    assert perf_counter() - start < SOON
    assert (caught.value.code, caught.value.where) == ("yaml-too-large", "pack.yaml")
    assert "100.0 MB" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "where"),
    [(b"a: 1\nb: caf\xe9\n", "pack.yaml:2:7"), ("a: 1".encode("utf-16"), "pack.yaml:1:1")],
)
def test_another_encoding_is_told_with_its_first_byte(
    tmp_path: Path, content: bytes, where: str
) -> None:
    error = failing(tmp_path, content)
    assert (error.code, error.where) == ("yaml-encoding", where)


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert failing_to_read(tmp_path).code == "yaml-unreadable"


def failing_to_read(folder: Path) -> PackError:
    (folder / "pack.yaml").touch()
    with pytest.raises(PackError) as caught:
        load_pack(str(folder), load_vocabulary())
    return caught.value


@pytest.mark.parametrize("name", ["yen-bai-2021-2026", "x" * 5000, "a\0b", ""])
def test_a_pack_that_is_not_there_is_told_with_the_nearest(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackError, match="yen-bai-2021-2025"):
        load_pack(name, load_vocabulary())


def test_all_mistakes_of_shape_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = changed("version: 1.0.0", "versio: 1.0.0").replace(REQUIRE, "require: {fct: x}")
    error = failing(tmp_path, text.replace("status: confirmed", "status: sure"))
    told = [str(error), *getattr(error, "__notes__", [])]
    assert [line.split(" ")[0] for line in told] == [
        "pack.yaml:2:1:",
        "pack.yaml:19:19:",
        "pack.yaml:28:9:",
    ]


def test_a_rule_is_checked_on_every_day_on_which_another_enters_into_force(tmp_path: Path) -> None:
    text = changed(
        "        require: {eligible: exemplar}",
        "        from: 2023-01-01\n        require: {eligible: nobody}",
    )
    assert failing(tmp_path, text).code == "unknown-title"


def test_a_pack_may_be_about_years_before_it_is_in_force(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        changed("{from: 2021-01-01}", "{from: 2024-01-01}"), encoding="utf-8"
    )
    assert load_pack(str(tmp_path), load_vocabulary()).pack.years.from_ == 2021


@pytest.mark.parametrize(
    "text",
    [
        changed("version: 1.0.0", f"{'v' * 3000}: 1.0.0"),
        changed("version: 1.0.0", f"version: 1.0.0\n? {'v' * 900}\n: 1\n? {'v' * 900}\n: 1"),
        changed(REQUIRE, f"require: {{fact: {'x' * 3000}, is: true}}"),
        changed(REQUIRE, f"require: {{{'x' * 900}: 1}}"),
        changed(REQUIRE, "require: {not: " * 28 + "1" + "}" * 28),
        changed(REQUIRE, f"a: !{'x' * 3000} 1"),
        changed(REQUIRE, f"a: *{'x' * 3000}"),
    ],
)
def test_a_mistake_of_any_length_is_told_shortly(tmp_path: Path, text: str) -> None:
    assert len(str(failing(tmp_path, text))) < 2000


def test_a_mistake_is_told_in_the_language_of_the_reader(tmp_path: Path) -> None:
    error = failing(tmp_path, changed("status: confirmed", "status: confirmd"))
    assert "có phải `confirmed` không" in error.message("vi")
