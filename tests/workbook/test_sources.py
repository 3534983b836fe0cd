"""Files, folders and archives become named sources; nothing is opened or left out unsaid."""

import itertools
import os
import stat
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Problem
from engine.workbook.files.bundles import UNPACKED
from engine.workbook.files.paths import is_junk, safe_name
from engine.workbook.files.sources import LARGEST, Source, sources
from engine.workbook.limits import FILE

CSV = "Mã,Họ và tên\n{},An\n"
Entry = tuple[str | zipfile.ZipInfo, bytes]


def text(number: int) -> bytes:
    return CSV.format(number).encode()


def put(path: Path, content: bytes = text(1)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def packed(entries: Iterable[Entry]) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return memory.getvalue()


def names(*paths: Path) -> list[str]:
    return [each.file.name for each in sources(paths) if isinstance(each, Source)]


def told(*paths: Path) -> list[tuple[str, str]]:
    """(place, code) of all that is told, and that it can be told."""
    found = [each for each in sources(paths) if not isinstance(each, Source)]
    for each, lang in itertools.product(found, ("vi", "en")):
        problem = each if isinstance(each, Problem) else Problem(each.code, (), each.details)
        assert problem.message(lang) and problem.help(lang) and each.message(lang)
    return [(e.place if isinstance(e, Problem) else e.where, e.code) for e in found]


def everything(*paths: Path) -> tuple[list[str], list[tuple[str, str]]]:
    return names(*paths), told(*paths)


def test_a_file_is_named_by_the_shortest_end_of_its_path_that_is_its_own(tmp_path: Path) -> None:
    paths = [put(tmp_path / at, text(1)) for at in ("a/x.csv", "b/x.csv", "b/c/x.csv", "b/y.csv")]
    assert names(*paths) == ["a/x.csv", "b/x.csv", "c/x.csv", "y.csv"]


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    paths = [put(tmp_path / at, text(1)) for at in ("a/x.csv", "b/x.csv")]
    paths += [
        put(tmp_path / "z.zip", packed([("y.csv", text(2))])),
        tmp_path / "missing.csv",
        tmp_path / "b",
    ]
    expected = everything(*paths)
    assert expected[0] == ["a/x.csv", "b/x.csv", "z.zip/y.csv"]
    for order in itertools.islice(itertools.permutations(paths), 0, None, 11):
        assert everything(*order) == expected


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path / "x.csv")
    (tmp_path / "link.csv").symlink_to(path)
    assert len(names(path, tmp_path / "a" / ".." / "x.csv", tmp_path / "link.csv", path)) == 1


def test_a_folder_gives_its_workbooks_and_tells_the_rest(tmp_path: Path) -> None:
    for at in ("b.csv", "A.CSV", "sub/c.csv", "note.docx", "~$b.xlsx", ".hidden.csv", "Thumbs.db"):
        put(tmp_path / at)
    assert everything(tmp_path) == (
        ["A.CSV", "b.csv"], [("note.docx", "file-ignored"), ("sub", "file-ignored")],
    )  # fmt: skip


def test_a_text_that_is_no_table_is_ignored_in_a_folder_but_not_when_asked_for(
    tmp_path: Path,
) -> None:
    note = put(tmp_path / "note.txt", b"Hello there\nno table here")
    put(tmp_path / "a.txt")
    assert everything(tmp_path) == (["a.txt"], [("note.txt", "file-ignored")])
    assert told(note) == [("note.txt", "file-type")]


def test_a_link_in_a_folder_is_not_followed_but_one_that_is_named_is(tmp_path: Path) -> None:
    secret = put(tmp_path / "secret" / "x.csv")
    folder = put(tmp_path / "folder" / "a.csv").parent
    (folder / "link.csv").symlink_to(secret)
    (folder / "dir").symlink_to(tmp_path / "secret")
    assert everything(folder) == (["a.csv"], [("dir", "file-ignored"), ("link.csv", "file-link")])
    assert names(folder / "link.csv") == ["link.csv"]
    assert told(folder / "broken.csv") == [("broken.csv", "file-missing")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_or_a_device_is_told_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    put(tmp_path / "a.csv")
    assert everything(tmp_path) == (["a.csv"], [("pipe.csv", "file-special")])
    assert told(Path("/dev/zero")) == [("zero", "file-special")]


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv")
    path.chmod(0)
    assert told(path) == [("a.csv", "file-unreadable")]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert told(path) == [("a.csv", "file-too-large")]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "..", "a/b/c"])
def test_a_path_that_cannot_be_is_missing_or_told(name: str, tmp_path: Path) -> None:
    ((_, code),) = told(tmp_path / "none" / name)
    assert code in ("file-missing", "file-unreadable")


def test_a_file_called_what_it_is_not_is_read_and_told(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xls")
    (note, source) = sources([path])
    assert isinstance(source, Source) and source.kind == "csv"
    assert isinstance(note, Problem) and (note.place, note.code) == ("a.xls", "file-mislabelled")
    assert dict(note.details) == {"read": ".csv", "suffix": ".xls"}


def test_an_archive_gives_its_workbooks_from_all_its_folders(tmp_path: Path) -> None:
    content = packed([
        ("Trường A/Nhân sự.csv", text(1)), ("b.CSV", text(2)), ("anh.png", b"\x89PNG"),
        ("__MACOSX/._b.csv", b"x"), (".DS_Store", b"x"), ("~$b.xlsx", b"x"), ("Trường A/", b""),
    ])  # fmt: skip
    path = put(tmp_path / "hồ sơ.zip", content)
    assert everything(path) == (
        ["hồ sơ.zip/Trường A/Nhân sự.csv", "hồ sơ.zip/b.CSV"],
        [("hồ sơ.zip/anh.png", "file-ignored")],
    )
    assert everything(tmp_path) == everything(path)


def test_what_was_packed_is_known_by_its_own_hash_and_by_that_of_the_archive(
    tmp_path: Path,
) -> None:
    path = put(tmp_path / "a.zip", packed([("x.csv", text(1))]))
    alone = put(tmp_path / "y.csv", text(1))
    (inner,) = sources([path])
    (outer,) = sources([alone])
    assert isinstance(inner, Source) and isinstance(outer, Source) and inner.archive
    assert inner.file.sha256 == outer.file.sha256 != inner.archive.sha256
    assert (inner.archive.name, inner.archive.path, inner.file.path) == ("a.zip", path, path)


def entry(name: str, mode: int = 0o100644, flags: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr, info.flag_bits = 3, mode << 16, flags
    return info


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/x.csv", "etc/x.csv"),
        ("/etc/x.csv", "etc/x.csv"),
        ("C:\\Users\\x.csv", "Users/x.csv"),
        ("..\\x.csv", "x.csv"),
        ("a\nb\x1b[2J.csv", "a�b�[2J.csv"),
        ("a/./b//x.csv", "a/b/x.csv"),
        ("\u202ecsv.x.csv", "�csv.x.csv"),
    ],
)
def test_a_name_in_an_archive_leads_nowhere(name: str, shown: str, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.rglob("*")}
    path = put(tmp_path / "a.zip", packed([(entry(name), text(1))]))
    assert names(path) == [f"a.zip/{shown}"]
    assert {each.name for each in tmp_path.rglob("*")} - before == {"a.zip"}


@pytest.mark.parametrize("raw", ["Kỷ luật.csv".encode(), b"Ky\xd2 lu\xe2\xf2t.csv"])
def test_a_name_is_spelled_as_it_was_meant_though_the_archive_does_not_say(
    raw: bytes, tmp_path: Path
) -> None:
    blank = b"_" * len(raw)
    content = packed([(blank.decode(), text(1))]).replace(blank, raw)
    assert names(put(tmp_path / "a.zip", content)) == ["a.zip/Kỷ luật.csv"]


def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        content = packed([("x.csv", text(1)), ("x.csv", text(2)), ("../x.csv", text(3))])
    path = put(tmp_path / "a.zip", content)
    assert names(path) == ["a.zip/x.csv", "a.zip/x (2).csv", "a.zip/x (3).csv"]


def test_what_cannot_be_read_in_an_archive_does_not_stop_the_rest(tmp_path: Path) -> None:
    inner = packed([("y.csv", text(2))])
    content = bytearray(packed([
        (entry("a.csv"), text(1)), (entry("link.csv", stat.S_IFLNK | 0o777), b"/etc/passwd"),
        (entry("pipe.csv", stat.S_IFIFO | 0o644), b""), (entry("broken.csv"), b"q" * 40),
        (entry("locked.csv"), text(5)), (entry("inner.zip"), inner), (entry("z.csv"), text(6)),
        (entry("photos.zip"), packed([("p.jpg", b"x")])), (entry("page.xls"), b"<html>"),
        (entry("empty.xlsx"), b""),
    ]))  # fmt: skip
    content[content.index(b"broken.csv") + 12] ^= 0xFF
    central = content.rindex(b"locked.csv") - 46
    content[central + 8] |= 1
    path = put(tmp_path / "a.zip", bytes(content))
    assert names(path) == ["a.zip/a.csv", "a.zip/z.csv"]
    assert told(path) == [
        ("a.zip/broken.csv", "file-corrupt"),
        ("a.zip/empty.xlsx", "file-empty"),
        ("a.zip/inner.zip", "archive-nested"),
        ("a.zip/link.csv", "file-link"),
        ("a.zip/locked.csv", "password-protected"),
        ("a.zip/page.xls", "file-web-page"),
        ("a.zip/photos.zip", "file-ignored"),
        ("a.zip/pipe.csv", "file-special"),
    ]


def test_an_archive_without_workbooks_is_told_when_asked_for_and_else_ignored(
    tmp_path: Path,
) -> None:
    path = put(tmp_path / "anh.zip", packed([("p.jpg", b"x")]))
    put(tmp_path / "a.csv")
    assert told(path) == [("anh.zip", "archive-empty")]
    assert told(tmp_path) == [("anh.zip", "file-ignored")]


def test_a_bomb_is_told_by_its_declared_size(tmp_path: Path) -> None:
    content = packed([("bomb.csv", b"0" * (FILE + 1)), ("a.csv", text(1))])
    assert len(content) < 1_000_000
    path = put(tmp_path / "a.zip", content)
    assert everything(path) == (["a.zip/a.csv"], [("a.zip/bomb.csv", "file-too-large")])


def test_a_bomb_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    size = FILE
    content = bytearray(packed([("bomb.csv", b"0" * size), ("a.csv", text(1))]))
    lie = (1000).to_bytes(4, "little")
    content[content.rindex(b"bomb.csv") - 22 : content.rindex(b"bomb.csv") - 18] = lie
    path = put(tmp_path / "a.zip", bytes(content))
    assert everything(path) == (["a.zip/a.csv"], [("a.zip/bomb.csv", "file-corrupt")])


def test_the_files_of_an_archive_are_bounded_together(tmp_path: Path) -> None:
    """Those too that turn out to be nothing: to unpack them takes its time."""
    whole = UNPACKED // FILE
    paper = b"%PDF".ljust(FILE)
    path = put(tmp_path / "a.zip", packed((f"{n:02}.xls", paper) for n in range(whole + 1)))
    codes = ["file-type"] * whole + ["file-too-large"]
    assert told(path) == [(f"a.zip/{n:02}.xls", code) for n, code in enumerate(codes)]


def test_an_archive_of_a_million_files_is_refused(tmp_path: Path) -> None:
    content = packed([("a.csv", text(1))])
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    listed = content[start:end] * 300_000
    tail = bytearray(content[end:])
    tail[12:16] = len(listed).to_bytes(4, "little")
    path = put(tmp_path / "a.zip", content[:start] + listed + bytes(tail))
    assert told(path) == [("a.zip", "file-too-large")]


@given(st.text())
def test_a_safe_name_is_one_line_and_leads_nowhere(name: str) -> None:
    shown = safe_name(name)
    assert len(shown.splitlines()) == 1
    assert not set("\0\x1b\u202e\ufeff") & set(shown)
    assert not {"", ".", ".."} & set(shown.split("/"))
    shown.encode()
    assert safe_name(shown) == shown


def test_files_of_systems_are_junk() -> None:
    junk: Sequence[str] = (".DS_Store", "~$x.xlsx", "__MACOSX", "desktop.ini", "Thumbs.db")
    assert all(map(is_junk, junk))
    assert not is_junk("x.xlsx")
