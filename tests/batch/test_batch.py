import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from engine.batch.committing import Store
from engine.batch.conducting import Asked, document, record_of, rules_of
from engine.batch.finding import Found, root_of
from engine.batch.keys import Options
from engine.batch.running import Ways
from engine.batch.words import Job
from engine.batch.working import refused_unread
from engine.batch.writing import refusal_of
from engine.cli.batch import batch
from engine.errors import EngineError, ExitCode, InputError
from fixtures.small_school import school, workbook

from .running import Warm, records, refusals, results, thidua
from .small import PACK, write_dossiers

FORMULA = "=HYPERLINK(0)&<b>.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch") / "ho-so"
    write_dossiers(folder, 3)
    (folder / "truong.xlsx").write_bytes(workbook(school()))
    (folder / "hong.xlsx").write_bytes(b"PK\x03\x04 cut")
    (folder / FORMULA).write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def done(folder: Path) -> tuple[Path, dict[str, object], str]:
    """A batch with everything: its results, what it printed, what it told people."""
    out = folder.parent / "ket-qua"
    asked = ["--rules", PACK, "--out", out, "--jobs", "2", "--lang", "en"]
    process = thidua("batch", folder, *asked, "--json", "--report", "truong.xlsx")
    printed, told = process.communicate()
    assert process.returncode == ExitCode.DONE, told
    return out, json.loads(printed), told


def again(folder: Path, out: Path, *more: str) -> Result:
    arguments = [str(folder), "--rules", PACK, "--out", str(out), "--jobs", "1", "--lang", "en"]
    return CliRunner().invoke(batch, [*arguments, *more])


def test_every_dossier_is_judged_or_in_quarantine(
    folder: Path, done: tuple[Path, dict[str, object], str]
) -> None:
    out, counts, told = done
    assert sorted([*records(out), *refusals(out)]) == sorted(each.name for each in folder.iterdir())
    assert refusals(out) == {"hong.xlsx": "file-corrupt", FORMULA: "file-empty"}
    assert (counts["total"], counts["decided"], counts["quarantined"]) == (6, 4, 2)
    assert "hong.xlsx: the file is damaged" in told
    assert "Traceback" not in told


def test_conclusions_are_those_of_an_evaluation(
    done: tuple[Path, dict[str, object], str],
) -> None:
    out, _, _ = done
    told = records(out)["truong.xlsx"]
    rows = pq.read_table(out / f"dossiers/key={told['key']}/conclusions.parquet").to_pylist()
    lines = (out / "reports/truong.xlsx/conclusions.jsonl").read_text(encoding="utf-8")
    assert len(rows) > 0
    for row, line in zip(rows, map(json.loads, lines.splitlines()), strict=True):
        names = ("subject", "kind", "name", "unit", "pack", "title", "year", "conclusion")
        assert [row[name] for name in names] == [line[name] for name in names]
        assert row["status"] == line["status"]
        words = ("not_met", "unknown", "met", "not_applicable")
        verdicts = [(each["criterion"], each["verdict"]) for each in line["findings"]]
        assert [(name, words[number]) for name, number in row["verdicts"]] == verdicts
        assert row["dossier"] == "truong.xlsx"


def test_the_report_sums_up_and_holds_no_formula(
    done: tuple[Path, dict[str, object], str],
) -> None:
    out, counts, _ = done
    book = load_workbook(out / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert FORMULA in {cell.value for cell in book["Quarantine"]["A"]}
    assert [cell.value for cell in book["Dossiers"]["A"]][-4:] == sorted(records(out))
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;.xlsx" in page
    assert "<b>.xlsx" not in page
    conclusions = counts["conclusions"]
    assert isinstance(conclusions, dict)
    assert conclusions[f"{PACK}/dien-hinh-ca-nhan"]["eligible"] == 4


def test_a_second_run_judges_nothing_again(
    folder: Path, done: tuple[Path, dict[str, object], str]
) -> None:
    out, _, _ = done
    before = {path: path.stat().st_mtime_ns for path in out.glob("dossiers/*/*")}
    result = again(folder, out, "--resume", "--strict", "--json")
    assert result.exit_code == ExitCode.ANSWER_IS_NO, result.output  # two are in quarantine
    counts = json.loads(result.stdout)
    assert (counts["decided"], counts["kept"], counts["quarantined"]) == (0, 4, 2)
    assert before == {path: path.stat().st_mtime_ns for path in out.glob("dossiers/*/*")}


def test_only_what_changed_is_judged_and_what_it_was_is_put_aside(
    folder: Path, done: tuple[Path, dict[str, object], str], warm: Warm
) -> None:
    out, _, _ = done
    before = results(out)
    path, gone = folder / "hong.xlsx", folder / "truong-000000.xlsx"
    content, kept = path.read_bytes(), gone.read_bytes()
    key = records(out)[gone.name]["key"]
    path.write_bytes(workbook(school()))
    gone.unlink()
    assert warm.run(folder, out) == ExitCode.DONE
    assert path.name in records(out)
    assert gone.name not in records(out)
    assert set(refusals(out)) == {FORMULA}
    assert [each.name for each in (out / "replaced").iterdir()] == [f"key={key}"]
    path.write_bytes(content)
    gone.write_bytes(kept)
    assert warm.run(folder, out) == ExitCode.DONE
    assert results(out) == before
    assert f"key={key}" not in {each.name for each in (out / "replaced").iterdir()}  # taken back


def test_what_is_in_quarantine_is_tried_again_on_demand(warm: Warm, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    first, second = write_dossiers(folder, 2)
    crashed = Found(second, folder / second)
    job = Job(root_of(folder), Store(out), rules_of(Asked((PACK,), Options(), Ways(1))))
    refused = refused_unread(crashed, InputError("batch-crash", second), job)
    job.store.make()
    job.store.put("batch.json", document(record_of(job.rules)))
    job.store.commit([refusal_of(refused, job.store)])
    assert warm.run(folder, out) == ExitCode.DONE
    assert (list(records(out)), refusals(out)) == ([first], {second: "batch-crash"})
    assert warm.run(folder, out, retries=True) == ExitCode.DONE
    assert (sorted(records(out)), refusals(out)) == ([first, second], {})


@pytest.mark.parametrize(
    ("more", "code"),
    [
        pytest.param(["--simulate"], "batch-differs", id="other options"),
        pytest.param(["--year", "2024"], "batch-differs", id="another year"),
        pytest.param(["--rules", "thu-thua-2020-2025"], "batch-differs", id="other rules"),
        pytest.param(["--report", "truong.xls"], "batch-no-dossier", id="no such dossier"),
    ],
)
def test_results_of_two_batches_are_never_mixed(
    folder: Path, done: tuple[Path, dict[str, object], str], more: list[str], code: str
) -> None:
    out, _, _ = done
    before = results(out)
    result = again(folder, out, *more)
    assert isinstance(result.exception, EngineError)
    assert result.exception.code == code
    assert results(out) == before


def test_what_cannot_be_run_is_told_and_makes_nothing(folder: Path, tmp_path: Path) -> None:
    def code(place: Path, out: Path, *more: str) -> str:
        result = again(place, out, *more)
        assert isinstance(result.exception, EngineError), result.output
        return result.exception.code

    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.doc").touch()
    (tmp_path / "empty").mkdir()
    assert code(folder, tmp_path / "new", "--resume") == "batch-nothing-there"
    assert code(folder, tmp_path / "letters") == "batch-out-taken"
    assert code(folder, folder) == "batch-out-is-folder"
    assert code(folder, folder.parent) == "batch-out-is-folder"
    assert code(tmp_path / "nowhere", tmp_path / "new") == "batch-no-folder"
    assert code(tmp_path / "empty", tmp_path / "new") == "batch-empty"


def test_a_batch_of_which_nothing_can_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(b"no workbook")
    result = again(tmp_path / "in", tmp_path / "out")
    assert isinstance(result.exception, EngineError)
    assert result.exception.exit_code is ExitCode.INPUT
    assert result.exception.code == "batch-nothing-read"
    assert refusals(tmp_path / "out") == {"a.xlsx": "file-corrupt"}
