"""The closed list of problems: each has its words, its place in the program and its fixture."""

import ast
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import engine
from engine.codes import NOT_KNOWN, SEVERITIES, UNUSED, Severity
from engine.errors import EngineError
from engine.locale import LANGUAGES
from engine.packs.loading import load_vocabulary
from engine.run import check
from engine.vocabulary import Vocabulary
from engine.workbook import read_dossier
from fixtures.bad.make import HERE as BAD
from fixtures.packs.make import HERE as PACKS
from fixtures.workbooks.make import CLEAN, HERE, habits
from tests.workbook.books import write

ENGINE = Path(engine.__file__).parent
VOCABULARY = load_vocabulary()
FATAL = frozenset({"no-input", "no-known-sheet"})
"""What only stops the whole run, so that it is never told as a problem beside others."""


def messages(lang: str) -> set[str]:
    catalogues = sorted((ENGINE / "locale" / lang).glob("*.ftl"))
    text = "".join(path.read_text(encoding="utf-8") for path in catalogues)
    return set(re.findall(r"^problem-([\w-]+) =", text, re.MULTILINE))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_code_says_what_is_wrong_and_what_to_do_and_nothing_else_does(lang: str) -> None:
    expected = {name for code in SEVERITIES for name in (code, f"{code}-help")}
    assert messages(lang) == expected


def calls(name: str) -> Iterator[tuple[str, str]]:
    """(module, code) of each call that names its code."""
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id == name and isinstance(node, ast.Call):
                for argument in node.args[:1]:
                    yield from ((path.stem, code) for code in constants(argument))


def constants(argument: ast.expr) -> Iterator[str]:
    """The text of an argument, or those between which it chooses."""
    match argument:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=other):
            yield from constants(one)
            yield from constants(other)


@pytest.mark.parametrize("made", ["Problem", "InputError"])
def test_no_code_is_told_that_is_not_in_the_list(made: str) -> None:
    fatal = FATAL if made == "InputError" else frozenset()
    others = ("mapping-", "batch-", "dataset-") if made == "InputError" else ("mapping-",)
    found = {(module, code) for module, code in calls(made) if not code.startswith(others)}
    assert found
    assert {
        (module, code) for module, code in found if code not in SEVERITIES | dict.fromkeys(fatal)
    } == set()


def test_no_code_is_in_the_list_for_nothing() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in ENGINE.rglob("*.py") if path.stem != "codes"
    )
    assert {code for code in SEVERITIES if f'"{code}"' not in sources} == set()


def test_what_is_not_needed_is_only_noted() -> None:
    assert {SEVERITIES[code] for code in UNUSED} == {Severity.NOTE}


def test_each_code_of_a_value_that_cannot_be_read_says_that_it_is_not_known() -> None:
    endings = ("-unreadable", "-contradict", "-contradicts")
    files = {code for code in SEVERITIES if code.startswith(("file-", "sheet-", "part-"))}
    expected = {code for code in SEVERITIES if code.endswith(endings)} - files
    assert expected <= NOT_KNOWN <= SEVERITIES.keys()


@cache
def triggered() -> frozenset[str]:
    """The codes that some fixture leads to; what habits tell is proven by their own test."""
    codes = {code for habit in habits() for _, code in habit.told}
    for path in (CLEAN, HERE / "problem-column-missing.xlsx", *BAD.glob("*.xlsx")):
        try:
            reading = read_dossier([path], VOCABULARY)
            codes |= {problem.code for problem in (*reading.problems, *reading.unused)}
        except EngineError as error:
            codes.add(error.code)
    pack = "chinh-quyen-hai-cap-2025"
    codes |= {p.code for p in check([PACKS / pack / "dossier.xlsx"], [pack]).reading.problems}
    return frozenset(codes)


def no_file(folder: Path) -> list[Path]:
    return [folder / "khong-co.xlsx"]


def empty_folder(folder: Path) -> list[Path]:
    return [folder]


def packed_in_no_known_way(folder: Path) -> list[Path]:
    """An archive that was packed by a method that Python cannot unpack."""
    path = folder / "hồ sơ.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("truong.xlsx", CLEAN.read_bytes())
    stored, imploded = b"\x14\x00\x00\x00\x00\x00", b"\x14\x00\x00\x00\x06\x00"
    path.write_bytes(path.read_bytes().replace(stored, imploded))
    return [path]


def packed_photos(folder: Path) -> list[Path]:
    path = folder / "ảnh.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("khai giảng.jpg", b"")
    return [path]


def too_many_untied(folder: Path) -> list[Path]:
    """So many rows that may be anybody's, of so many people, that no memory holds them."""
    people = [["Mã", "Họ và tên"], *([f"GV{n}", f"Người {n}"] for n in range(1500))]
    rows = [["Mã", "Danh hiệu", "Năm"], *([None, "LĐTT", 2024] for _ in range(1400))]
    return [write(folder / "lon.xlsx", {"Nhân sự": people, "Khen thưởng": rows})]


def without_accents(folder: Path) -> list[Path]:
    people = [["Mã", "Họ và tên", "Dang vien"], ["GV1", "An", "x"]]
    return [write(folder / "x.xlsx", {"Nhân sự": people, "Ky luat": [["Mã", "Năm"], ["GV1", 2]]})]


ON_THE_SPOT: Mapping[str, Callable[[Path], list[Path]]] = {
    "archive-empty": packed_photos,
    "column-ambiguous": without_accents,
    "file-missing": no_file,
    "file-unreadable": packed_in_no_known_way,
    "folder-empty": empty_folder,
    "rows-untied": too_many_untied,
    "sheet-ambiguous": without_accents,
}
"""What no file in a repository can lead to, or none of a sensible size."""


@cache
def ambiguous() -> Vocabulary:
    """The vocabulary with a column and a sheet that only their accents tell from others."""
    raw = VOCABULARY.model_dump(by_alias=True)
    people = raw["subjects"]["person"]["facts"]
    people["doubtful"] = {**people["party_member"], "header": "Đang viện", "aliases": []}
    raw["relations"]["other"] = {**raw["relations"]["discipline"], "sheet": "Kỳ luật", "once": ()}
    raw["relations"]["other"]["fields"] = {
        f"other_{name}": spec for name, spec in raw["relations"]["discipline"]["fields"].items()
    }
    return Vocabulary.model_validate(raw)


OF_WORKBOOKS = sorted(code for code in SEVERITIES if not code.startswith("dataset-"))


@pytest.mark.parametrize("code", OF_WORKBOOKS)
def test_each_code_has_a_workbook_that_leads_to_it(code: str, tmp_path: Path) -> None:
    if code not in ON_THE_SPOT:
        assert code in triggered()
        return
    words = ambiguous() if code.endswith("-ambiguous") else VOCABULARY
    reading = read_dossier([CLEAN, *ON_THE_SPOT[code](tmp_path)], words)
    assert code in {problem.code for problem in reading.problems}
