"""The library reads in a process of its own, which may die, hang, or be killed without harm."""

import marshal
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine.errors import InputError
from engine.workbook import limits
from engine.workbook.grids import Grid
from engine.workbook.spreadsheets import guarded, isolated
from engine.workbook.spreadsheets.reader import read_spreadsheet

from .hostile import REFUSED, xls
from .packages import packed, parts, sheet, xlsx
from .reading_sheets import rows

ROOT = Path(__file__).parent.parent.parent
LIBRARY = Path(guarded.find_spec("python_calamine").origin).parent.parent  # type: ignore[union-attr, arg-type]


def holding(number: int) -> bytes:
    """A workbook with one number."""
    return xlsx(f'<row r="1"><c r="A1"><v>{number}</v></c></row>')


def running(script: str) -> str:
    """What a program prints that uses the engine."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return run.stdout


def process() -> int:
    """The number of the process that read the last file."""
    return guarded.library().process


def test_to_import_the_reader_starts_nothing() -> None:
    script = (
        "import engine.workbook.spreadsheets.guarded as guarded; print(guarded.library().process)"
    )
    assert running(script) == "0\n"


def test_one_process_reads_one_file_after_another() -> None:
    assert rows(holding(1)) == [[1]]
    first = process()
    assert rows(holding(2)) == [[2]]
    assert process() == first != os.getpid()


def test_a_process_that_was_killed_is_replaced() -> None:
    assert rows(holding(1)) == [[1]]
    first = process()
    os.kill(first, signal.SIGTERM)
    assert rows(holding(2)) == [[2]]
    assert process() != first


def test_the_process_dies_of_a_file_and_the_next_one_is_read() -> None:
    with pytest.raises(InputError) as caught:
        read_spreadsheet("a", REFUSED["fewer-strings.xlsx"][0](), "xlsx")
    assert caught.value.code == "file-too-heavy"
    assert rows(holding(2)) == [[2]]


def test_a_file_that_is_refused_half_way_leaves_nothing_for_the_next_one() -> None:
    lines = "".join(f'<row r="{n}"><c r="A{n}"><v>9</v></c></row>' for n in range(1, 60_000))
    unsafe = packed({**parts({"Sheet1": sheet(lines)}), "xl/sharedStrings.xml": "<!DOCTYPE a><a/>"})
    with pytest.raises(InputError) as caught:
        read_spreadsheet("a", unsafe, "xlsx")
    assert caught.value.code == "file-unsafe"
    assert rows(holding(2)) == [[2]]


def test_a_sheet_that_the_process_dies_of_does_not_take_the_others_along() -> None:
    far = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="O1048576"><v>1</v></c></row>'
    )
    one = '<row r="1"><c r="A1"><v>1</v></c></row>'
    found = read_spreadsheet(
        "a", packed(parts({"A": sheet(one), "B": sheet(far), "C": sheet(one)})), "xlsx"
    )
    assert [type(each) is Grid for each in found] == [True, False, True]


def test_what_was_read_stays_when_the_process_dies_of_a_sheet_that_is_tried_again() -> None:
    one = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row><c><v>1</v></c></row><row r="1048576"><c r="O1048576"><v>1</v></c></row>'
    good, bad = read_spreadsheet("a", packed(parts({"A": sheet(one), "B": sheet(far)})), "xlsx")
    assert isinstance(good, Grid) and good.rows == [[1]]
    assert not isinstance(bad, Grid)


def test_a_sheet_that_is_left_out_is_left_out() -> None:
    with guarded.library() as library:
        library.ask(packed(parts({"A": sheet(""), "B": sheet("")})), {0}, is_careful=True)
        told = [answer for answer in library.answers() if answer[0] == isolated.SHEET]
    assert told == [(isolated.SHEET, 1)]


def test_a_process_that_takes_too_long_ends_itself() -> None:
    arguments = [sys.executable, "-I", "-S", isolated.__file__, str(LIBRARY), str(limits.LIBRARY)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdin
        isolated.send(reader.stdin, marshal.dumps((1, set(), False, 1, 1)))
        reader.stdin.flush()  # and the file never comes
        assert reader.wait(30) in isolated.TOO_SLOW


def test_threads_share_the_process_one_file_at_a_time() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: rows(holding(number)), range(40)))
    assert found == [[[number]] for number in range(40)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_fork_reads_with_a_process_of_its_own() -> None:
    script = """
import os, sys
from tests.workbook.test_guarded import holding, process, rows
assert rows(holding(1)) == [[1]]
first = process()
forked = os.fork()
assert rows(holding(2)) == [[2]]
assert (process() == first) == (forked != 0)
if forked:
    assert os.waitpid(forked, 0)[1] == 0
    assert rows(holding(3)) == [[3]] and process() == first
    print("done")
"""
    assert running(script) == "done\n"


@pytest.mark.skipif(sys.platform == "win32", reason="processes are asked for in another way")
def test_nothing_is_left_when_the_program_ends() -> None:
    script = """
from tests.workbook.test_guarded import holding, process, rows
rows(holding(1))
print(process())
"""
    with pytest.raises(ProcessLookupError):
        os.kill(int(running(script)), 0)


def test_the_process_imports_nothing_of_the_engine() -> None:
    script = f"import sys, runpy; runpy.run_path({isolated.__file__!r}); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True
    )
    assert not {"engine", "openpyxl", "dataclasses", "pathlib"} & set(run.stdout.split())


def test_old_workbooks_that_make_the_library_panic_are_refused() -> None:
    cut = xls(lambda content: content[:-1024])
    with pytest.raises(InputError):
        read_spreadsheet("a", cut, "xls")
    assert len(read_spreadsheet("a", xls(lambda content: content), "xls")) == 3
