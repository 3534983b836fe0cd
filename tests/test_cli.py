"""The command line as a user meets it: exit codes, one clear line, files whole or not at all."""

import json
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook, load_workbook

from engine.cli import main
from engine.decide import columns
from engine.packs.loading import rules_folder

ROOT = Path(__file__).parent.parent
PACK = "yen-bai-2021-2025"
SCHOOL = ROOT / "fixtures/yen-bai/truong.xlsx"
BAD = ROOT / "fixtures/bad"
CLEAN = ROOT / "fixtures/workbooks/clean.xlsx"
CLASH = ROOT / "fixtures/workbooks/match-id-clash.xlsx"


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def thidua(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """Run the command line in this process, as the shell would see it."""
    out, err = StringIO(), StringIO()
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err), chdir(cwd or Path.cwd()):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
    return Done(int(str(code or 0)), out.getvalue(), err.getvalue())


def test_the_launcher_runs_from_a_checkout(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "evaluate", "missing.xlsx", "--rules", PACK]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert "missing.xlsx" in done.stderr
    assert "Traceback" not in done.stderr


def test_evaluate_writes_the_folder_of_a_run(tmp_path: Path) -> None:
    done = thidua("evaluate", SCHOOL, "--rules", PACK, "--year", "2025", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / f"thidua-{PACK}-2025"
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "annotated",
        "annotated.jsonl",
        "conclusions.jsonl",
        "findings",
        "papers",
        "problems.jsonl",
        "report.docx",
        "report.html",
        "report.xlsx",
        "ro-crate-metadata.json",
        "rules",
        "run.json",
        "salt.txt",
        "unused.jsonl",
    }
    record = json.loads((folder / "run.json").read_text())
    assert record["engines"][:2] == ["reference", "columns"]
    assert record["packs"][0]["id"] == PACK
    assert str(folder.name) in done.stdout


def test_a_run_is_never_overwritten_without_force(tmp_path: Path) -> None:
    arguments = (
        "evaluate",
        SCHOOL,
        "--rules",
        PACK,
        "--out",
        tmp_path / "run",
        "--format",
        "jsonl",
    )
    assert thidua(*arguments).returncode == 0
    again = thidua(*arguments)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert thidua(*arguments, "--force").returncode == 0


def test_a_folder_that_is_no_run_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("keep me")
    done = thidua("evaluate", SCHOOL, "--rules", PACK, "--out", tmp_path / "letters", "--force")
    assert done.returncode == 2
    assert (tmp_path / "letters" / "mine.txt").read_text() == "keep me"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        done = thidua("evaluate", SCHOOL, "--rules", PACK, "--out", tmp_path / name)
        assert done.returncode == 0, done.stderr
    for file in ("conclusions.jsonl", "problems.jsonl", "run.json", "report.xlsx", "report.html"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize(
    "name", ["missing.xlsx", "empty.xlsx", "no-known-sheet.xlsx", "corrupt.xlsx", "password.xlsx"]
)
def test_an_unreadable_input_gives_one_line_and_code_3(name: str, tmp_path: Path) -> None:
    done = thidua("evaluate", BAD / name, "--rules", PACK, "--out", tmp_path / "run")
    assert done.returncode == 3
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "run").exists()


def test_one_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """The rest is judged; what the broken file may have held, discipline say, is unknown."""
    out = tmp_path / "run"
    done = thidua("evaluate", SCHOOL, BAD / "corrupt.xlsx", "--rules", PACK, "--out", out)
    assert done.returncode == 3
    assert "corrupt.xlsx" in done.stderr
    lines = [json.loads(line) for line in (out / "conclusions.jsonl").read_text().splitlines()]
    told = {(line["subject"], line["title"]): line["conclusion"] for line in lines}
    assert told["GV011", "dien-hinh-ca-nhan"] == "not_eligible"
    assert told["GV001", "dien-hinh-ca-nhan"] == "undetermined"


def test_a_folder_without_workbooks_is_told(tmp_path: Path) -> None:
    done = thidua("check", tmp_path, "--rules", PACK)
    assert done.returncode == 3
    assert tmp_path.name in done.stderr


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("duplicate-id.xlsx", "id-duplicate"),
        ("bad-rating.xlsx", "value-unreadable"),
        ("unlisted-unit.xlsx", "unit-unlisted"),
    ],
)
def test_a_bad_cell_is_named_and_the_rest_is_judged(name: str, code: str, tmp_path: Path) -> None:
    out = tmp_path / "run"
    done = thidua("evaluate", BAD / name, "--rules", PACK, "--out", out, "--strict")
    assert done.returncode == 1
    problems = [json.loads(line) for line in (out / "problems.jsonl").read_text().splitlines()]
    named = next(problem for problem in problems if problem["code"] == code)
    assert named["file"] == name
    assert named["sheet"]
    assert named["cell"]
    conclusions = (out / "conclusions.jsonl").read_text().splitlines()
    assert {json.loads(line)["conclusion"] for line in conclusions} >= {"eligible"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("evaluate",), 2, "INPUT"),
        (("evaluate", SCHOOL), 2, "--rules"),
        (("evaluate", SCHOOL, "--rules", "yen-bai-2021"), 4, PACK),
        (("evaluate", SCHOOL, "--rules", PACK, "--year", "2030"), 2, "2030"),
        (("evaluate", SCHOOL, "--rules", PACK, "--received", "2026-01-01"), 2, "31/12/2025"),
        (("evaluate", SCHOOL, "--rules", PACK, "--format", "pdf"), 2, "pdf"),
        (("explain", SCHOOL, "--rules", PACK, "--subject", "nobody"), 2, "nobody"),
        (("explain", CLASH, "--rules", PACK, "--subject", "GV003"), 2, "GV003 (Nhân sự), GV003 ("),
        (("explain", SCHOOL, "--rules", PACK, "--subject", "GVO11"), 2, "GV011"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: tuple[str | Path, ...], code: int, said: str, tmp_path: Path
) -> None:
    done = thidua(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_invalid_pack_is_told_with_line_and_column(tmp_path: Path) -> None:
    text = (ROOT / "rules" / PACK / "pack.yaml").read_text(encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(
        text.replace("{fact: family_culture, is: true}", "{fact: family_cultur, is: true}"),
        encoding="utf-8",
    )
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "fact: family_culture" in row)
    done = thidua("evaluate", SCHOOL, "--rules", tmp_path)
    assert done.returncode == 4
    assert f"pack.yaml:{line}:" in done.stderr
    assert "family_culture" in done.stderr


def test_two_ways_that_differ_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One wrong verdict in columns, as a wrong operator would give, and nothing is written."""

    def wrong(*arguments: object) -> columns.ColumnFindings:
        found = honest(*arguments)
        found.titles[f"{PACK}/dien-hinh-ca-nhan"].loc[3, "outcome"] ^= 2
        return found

    honest = columns.decide
    monkeypatch.setattr(columns, "decide", wrong)
    done = thidua("evaluate", SCHOOL, "--rules", PACK, "--out", tmp_path / "run")
    assert done.returncode == 5
    assert "dien-hinh-ca-nhan" in done.stderr
    assert "columns" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_explain_walks_to_the_cell() -> None:
    done = thidua("explain", SCHOOL, "--rules", PACK, "--subject", "GV011")
    assert done.returncode == 0, done.stderr
    assert "II.2.b ¶2" in done.stdout
    assert "truong.xlsx!Nhân sự!" in done.stdout


def test_explain_as_json_holds_the_conclusion_and_the_proof() -> None:
    done = thidua(
        *("explain", SCHOOL, "--rules", PACK, "--subject", "GV011"),
        *("--title", "dien-hinh-ca-nhan", "--json"),
    )
    (document,) = json.loads(done.stdout)
    assert document["conclusion"] == "not_eligible"
    assert document["minimal_reason"] == ["family-culture"]
    proofs = {proof["criterion"]: proof for proof in document["proof"]}
    assert proofs["family-culture"]["require"]["verdict"] == "not_met"


def test_supposing_a_fact_says_what_would_change() -> None:
    done = thidua(
        *("explain", SCHOOL, "--rules", PACK, "--subject", "GV011"),
        *("--set", "Gia đình văn hóa=Có", "--json"),
    )
    changes = {change["title"]: change for change in json.loads(done.stdout)}
    change = changes[f"{PACK}/dien-hinh-ca-nhan"]
    assert (change["before"], change["after"]) == ("not_eligible", "eligible")


def test_supposing_nonsense_is_a_wrong_call() -> None:
    base = ("explain", SCHOOL, "--rules", PACK, "--subject", "GV011", "--set")
    for wrong in ("family_culture", "family_cultur=Có", "family_culture=maybe"):
        done = thidua(*base, wrong)
        assert done.returncode == 2, wrong


def test_the_shipped_scenarios_hold() -> None:
    done = thidua("rules", "test", "--coverage")
    assert done.returncode == 0, done.stdout


def test_a_scenario_that_fails_is_told(tmp_path: Path) -> None:
    for name in ("pack.yaml", "scenarios.yaml"):
        text = (ROOT / "rules" / PACK / name).read_text(encoding="utf-8")
        if name == "scenarios.yaml":
            text = text.replace("conclusion: eligible, registered: met", "registered: not_met", 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = thidua("rules", "test", tmp_path)
    assert done.returncode == 1
    assert "registered" in done.stdout


def test_the_vocabulary_can_be_read_by_programs() -> None:
    done = thidua("rules", "vocabulary", "--json")
    document = json.loads(done.stdout)
    assert set(document) == {"facts", "relations"}
    asked = {"id", "type", "subject", "sheet", "header", "aliases", "blank", "values", "vi", "en"}
    assert all(asked <= set(fact) for fact in document["facts"])
    columns = {fact["id"]: fact for fact in document["facts"]}
    for fact in document["facts"]:
        if fact["type"] == "attestation":
            assert columns[fact["signer"]]["sheet"] == fact["sheet"]
            assert columns[fact["signed_on"]]["type"] == "date"


def test_a_pack_can_be_shown_in_words_and_as_json() -> None:
    words = thidua("rules", "show", PACK)
    assert "Gia đình văn hóa" in words.stdout
    document = json.loads(thidua("rules", "show", PACK, "--json").stdout)
    assert document["parameters"]["many_initiatives"]["interpretation"] is True
    assert "initiatives" in document["titles"]["dien-hinh-ca-nhan"]["criteria"]


def test_a_template_is_made_for_packs_and_never_overwrites(tmp_path: Path) -> None:
    arguments = ("template", "--rules", PACK, "--year", "2024", "-o", "blank.xlsx")
    done = thidua(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "blank.xlsx" in done.stdout
    first = (tmp_path / "blank.xlsx").read_bytes()
    assert "năm 2024" in str(load_workbook(tmp_path / "blank.xlsx").worksheets[0]["A1"].value)
    again = thidua(*arguments, cwd=tmp_path)
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert "Traceback" not in again.stderr
    assert thidua(*arguments, "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "blank.xlsx").read_bytes() == first
    judged = thidua("evaluate", "blank.xlsx", "--rules", PACK, "--year", "2024", cwd=tmp_path)
    assert judged.returncode == 0, judged.stderr


LADDER = ROOT / "fixtures/ladder/truong.xlsx"


def strange_school(path: Path) -> Path:
    """A school of four, with a sheet and a header that nobody knows."""
    book = load_workbook(CLEAN)
    book["Nhân sự"].title = "DS thầy cô"
    book["DS thầy cô"]["B1"] = "Họ tên giáo viên"
    book.save(path)
    return path


def test_map_proposes_and_evaluate_reads_what_was_accepted(tmp_path: Path) -> None:
    book, mapping = strange_school(tmp_path / "truong.xlsx"), tmp_path / "mapping.yaml"
    done = thidua("map", book, "-o", mapping, "--rules", PACK)
    assert done.returncode == 0, done.stderr
    assert "DS thầy cô" in done.stdout
    assert str(mapping) in done.stdout
    text = mapping.read_text(encoding="utf-8")
    assert text.count("accepted: no\n") == 2
    asked = ("--rules", PACK, "--mapping", mapping)
    assert thidua("check", book, *asked).returncode == 1
    mapping.write_text(text.replace("accepted: no", "accepted: yes"), encoding="utf-8")
    done = thidua("evaluate", book, *asked, "--out", tmp_path / "run", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    record = json.loads((tmp_path / "run/run.json").read_text())
    assert record["mapping"]["name"] == "mapping.yaml"
    assert len(record["mapping"]["sha256"]) == 64
    plain = thidua("explain", CLEAN, "--rules", PACK, "--subject", "GV001", "--json")
    mapped = thidua("explain", book, *asked, "--subject", "GV001", "--json")
    verdicts = [[one["conclusion"] for one in json.loads(d.stdout)] for d in (plain, mapped)]
    assert verdicts[0] == verdicts[1]


def test_map_never_overwrites_what_was_accepted(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("mine")
    done = thidua("map", CLEAN, "-o", mapping)
    assert (done.returncode, mapping.read_text()) == (2, "mine")
    assert "--force" in done.stderr
    done = thidua("map", CLEAN, "-o", mapping, "--force", "--lang", "en")
    assert done.returncode == 0
    assert "no mapping file is needed" in done.stdout
    assert thidua("map", SCHOOL, "-o", tmp_path / "mapping.txt").returncode == 2
    assert thidua("map", SCHOOL, "-o", tmp_path / "no/mapping.yaml").returncode == 2


def test_map_tells_the_inputs_that_it_cannot_read(tmp_path: Path) -> None:
    done = thidua("map", SCHOOL, BAD / "corrupt.xlsx", "-o", tmp_path / "mapping.yaml")
    assert done.returncode == 3
    assert "corrupt.xlsx" in done.stderr
    assert (tmp_path / "mapping.yaml").exists()


def test_a_mapping_that_is_wrong_is_told_with_its_place(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("sheets:\n- {sheet: a, as: person, accepted: perhaps}\n- {sheet: b}\n")
    done = thidua("check", SCHOOL, "--rules", PACK, "--mapping", mapping)
    assert done.returncode == 3
    first, *others = done.stderr.strip().splitlines()
    assert "mapping.yaml:2:26" in first
    assert len(others) == 1
    assert "Traceback" not in done.stderr


def test_check_tells_what_contradicts_itself_with_its_cell() -> None:
    """SM15 was away for three and a half months of the year, and is rated good."""
    asked = ("--rules", "xep-loai-vien-chuc", "--year", "2024", "--received", "2025-07-15")
    done = thidua("check", LADDER, *asked, "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    (leave,) = [each for each in told if each["message"]["en"].startswith("SM15")]
    assert done.returncode == 1
    assert (leave["code"], leave["sheet"], leave["raw"]) == (
        "check-failed",
        "Xếp loại cá nhân",
        "Hoàn thành tốt nhiệm vụ",
    )


def test_check_says_how_many_conclusions_each_problem_touches() -> None:
    bad = ROOT / "fixtures/bad/bad-rating.xlsx"
    done = thidua("check", bad, "--rules", PACK, "--lang", "en")
    member, other = done.stdout.splitlines()
    assert member.endswith("Conclusions touched: 1, undetermined ones among them: 1.")
    assert other.endswith("It touches no conclusion.")
    lines = map(json.loads, thidua("check", bad, "--rules", PACK, "--json").stdout.splitlines())
    assert [[each["subject"] for each in line["touches"]] for line in lines] == [["GV002"], []]


def test_checks_that_decide_nothing_touch_nothing() -> None:
    asked = ("--rules", "xep-loai-vien-chuc", "--year", "2024", "--received", "2025-07-15")
    assert "touch" not in thidua("check", LADDER, *asked, "--lang", "en").stdout


def test_checks_alone_decide_nothing(tmp_path: Path) -> None:
    done = thidua("evaluate", LADDER, "--rules", "xep-loai-vien-chuc", "--out", tmp_path / "run")
    assert done.returncode == 2
    assert "thidua check" in done.stderr
    assert not (tmp_path / "run").exists()


def test_a_template_also_asks_for_what_the_checks_of_its_packs_need(tmp_path: Path) -> None:
    made = tmp_path / "mau.xlsx"
    asked = ("--rules", "luat-tdkt-2022", "--year", "2024", "--received", "2025-07-15")
    assert thidua("template", *asked, "-o", made).returncode == 0
    sheet = load_workbook(made)["Khen thưởng"]
    assert "Cơ quan khen thưởng" in {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize(
    "command", ["demo", "evaluate", "explain", "check", "rules", "template", "map"]
)
def test_every_command_has_help_and_a_page(command: str) -> None:
    done = thidua(command, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout
    assert f"## {command}\n" in (ROOT / "docs/commands.md").read_text(encoding="utf-8")


def test_a_simulation_says_so_on_every_page_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "unsure"
    folder.mkdir()
    text = (rules_folder() / PACK / "pack.yaml").read_text(encoding="utf-8")
    unsure = text.replace("version: 1.0.0", "version: 1.0.0\nstatus: unconfirmed", 1)
    (folder / "pack.yaml").write_text(unsure, encoding="utf-8")
    found = {}
    for name, option in (("plain", []), ("simulated", ["--simulate"])):
        out = tmp_path / name
        done = thidua("evaluate", SCHOOL, "--rules", folder, "--out", out, *option)
        assert done.returncode == 0, done.stderr
        lines = (out / "conclusions.jsonl").read_text(encoding="utf-8").splitlines()
        found[name] = [json.loads(line) for line in lines]
        assert {line["status"] for line in found[name]} == {"unconfirmed"}
        record = json.loads((out / "run.json").read_text(encoding="utf-8"))
        assert record["options"]["simulate"] is (name == "simulated")
        page = (out / "report.html").read_text(encoding="utf-8")
        assert ("MÔ PHỎNG" in page) is (name == "simulated")
        for sheet in load_workbook(out / "report.xlsx").worksheets:
            told = sheet.oddHeader.center.text.startswith("MÔ PHỎNG")
            assert told is (name == "simulated"), sheet.title
    assert {line["conclusion"] for line in found["plain"]} == {"undetermined"}
    assert not any("simulated" in line for line in found["plain"])
    assert all(line["simulated"] for line in found["simulated"])
    assert {line["conclusion"] for line in found["simulated"]} >= {"eligible", "not_eligible"}


CHAIN = ROOT / "fixtures/rules/award-chain"


def school_years(path: Path) -> Path:
    """A workbook of school years: two people, their ratings, awards and initiatives."""
    book = Workbook()
    book.remove(book.active)
    years = [f"{year}-{year + 1}" for year in range(2021, 2026)]
    sheets: dict[str, list[list[object]]] = {
        "Nhân sự": [
            ["Mã", "Họ và tên", "Ngày sinh", "Chức vụ", "Ngày vào ngành"],
            ["G1", "Nguyễn Thị Lan", "12/3/1980", "Giáo viên", "1/9/2005"],
            ["G2", "Trần Văn Bình", "1985", "Giáo viên", "9/2010"],
        ],
        "Xếp loại cá nhân": [
            ["Mã", "Năm học", "Xếp loại"],
            *([who, year, "HTXSNV"] for who in ("G1", "G2") for year in years),
            ["G2", 2020, "HTT"],
        ],
        "Khen thưởng": [
            ["Mã", "Mã danh hiệu", "Năm", "Ngày quyết định", "Đã thu hồi"],
            *(["G1", "CSTĐCS", year, f"30/06/{int(year[:4]) + 1}"] for year in years[2:]),
        ],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_of_school_years_is_judged_by_school_years(tmp_path: Path) -> None:
    book = school_years(tmp_path / "truong.xlsx")
    done = thidua("evaluate", book, "--rules", CHAIN, "--year", "2025-2026", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "thidua-award-chain-2025"
    text = (folder / "conclusions.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    streaks = {
        (line["subject"], finding["criterion"]): finding
        for line in lines
        for finding in line["findings"]
        if finding["criterion"] == "every-second-year"
    }
    told = streaks["G1", "every-second-year"]
    assert told["verdict"] == "not_met"  # three in a row are no multiple of two
    assert "3 năm liên tục" in told["reason"]["vi"]
    assert streaks["G2", "every-second-year"]["verdict"] == "not_met"
    assert "2025-2026" in (folder / "report.html").read_text(encoding="utf-8")


def test_supposing_a_range_is_decided_as_one(tmp_path: Path) -> None:
    book = school_years(tmp_path / "truong.xlsx")
    base = ("explain", book, "--rules", CHAIN, "--year", "2025", "--subject", "G1", "--json")
    done = thidua(*base, "--set", "joined=2026")
    assert done.returncode == 0, done.stderr
    changed = {f["criterion"]: f["after"] for c in json.loads(done.stdout) for f in c["findings"]}
    assert changed["served-half-a-year"] == "unknown"  # in January or in December


@pytest.mark.parametrize("options", [("--redact",), ("--only-unit", "TH-TC")])
def test_a_run_for_other_eyes_has_no_copies_of_the_inputs(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    out = tmp_path / "run"
    base = ("evaluate", SCHOOL, "--rules", PACK, "--out", out, *options)
    refused = thidua(*base, "--format", "jsonl,annotated", "--lang", "en")
    assert refused.returncode == 2
    assert "leave `annotated` out of --format" in refused.stderr
    assert not out.exists()
    done = thidua(*base)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in out.iterdir()}
    assert {"conclusions.jsonl", "report.xlsx", "report.html"} <= names
    assert not {"annotated", "annotated.jsonl", "unused.jsonl"} & names
    assert ("problems.jsonl" in names) is (options[0] == "--only-unit")


def test_a_redacted_run_says_so_and_prints_no_name(tmp_path: Path) -> None:
    out = tmp_path / "run"
    base = ("evaluate", SCHOOL, "--rules", PACK, "--out", out, "--only-unit", "TH-TC")
    done = thidua(*base, "--redact", "--format", "html,jsonl")
    assert done.returncode == 0, done.stderr
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["options"]["redact"] is True
    assert record["options"]["only_unit"] == "TH-TC"
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Danh sách đã ẩn tên: chỉ ghi chữ cái đầu và mã." in page
    assert "Chỉ gồm đơn vị TH-TC." in page
    assert "Nguyễn Thị Thu Trang" not in page + done.stdout + done.stderr


def test_an_unknown_unit_names_those_that_are_near(tmp_path: Path) -> None:
    base = ("evaluate", SCHOOL, "--rules", PACK, "--out", tmp_path / "run", "--lang", "vi")
    near = thidua(*base, "--only-unit", "TH-TK")
    assert near.returncode == 2
    assert "hồ sơ không có đơn vị TH-TK; các mã đơn vị gần giống: TH-TC" in near.stderr
    assert thidua(*base, "--only-unit", "GV001").returncode == 2  # a person is no unit
    assert not (tmp_path / "run").exists()
