"""The reason of everybody, told from findings alone, is the one that the whole proof gives."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.batch.dataset import Planned, rules_for
from engine.batch.reasons import streaming
from engine.batch.reasons.guesses import Guess, guess
from engine.batch.reasons.keys import Key
from engine.batch.reasons.lines import lines
from engine.batch.reasons.records import rules_of
from engine.batch.reasons.restoring import restored
from engine.batch.reasons.streaming import Wanted, reasons
from engine.batch.reasons.telling import Teller
from engine.conditions import Measured, Other
from engine.decide import columns
from engine.decide.reference import Judge
from engine.errors import InputError, UsageError
from engine.evaluation import Evaluation, evaluate
from engine.explain.answers import Answer
from engine.explain.repairs import minimal_reason
from engine.findings import Conclusion, Interval, Outcome, Proof, Verdict
from engine.locale import LANGUAGES, say
from engine.pack import Pack
from engine.packs.loading import vocabulary_hash
from engine.plan import Plan, PlannedTitle
from engine.proof.record import pack_record
from engine.vocabulary import Text
from engine.workbook import read_dossier
from tests.generated.dossiers import random_dossier
from tests.generated.plans import random_plan
from tests.generated.vocabulary import VOCABULARY
from tests.test_cli import SCHOOL, thidua

PACK = "yen-bai-2021-2025"
DUTY = "nghia-vu-dang-ky"
ONE = Wanted(titles=frozenset({DUTY}))
Lines = dict[tuple[str, str], dict[str, Any]]


def write_run(folder: Path, rules: Planned, frames: Mapping[str, pd.DataFrame]) -> Path:
    """A folder as a dataset's run leaves it, with the findings of another way."""
    for key, frame in frames.items():
        place = folder / "findings" / key
        place.mkdir(parents=True)
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), place / "part-0.parquet")
    plan = rules.plan
    record = {
        "vocabulary": {"sha256": vocabulary_hash()},
        "packs": [pack_record(pack) for pack in rules.packs],
        "options": {
            "year": plan.year,
            "received": plan.received.isoformat(),
            "simulate": plan.simulated,
        },
    }
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def told(run: Path, rules: Planned, wanted: Wanted = streaming.EVERYTHING) -> Lines:
    found = "".join(lines(reasons(run, rules, wanted), rules.plan)).splitlines()
    documents = [json.loads(line) for line in found]
    keyed = {(f"{line['pack']}/{line['title']}", line["subject"]): line for line in documents}
    assert len(keyed) == len(documents)
    return keyed


COUNCIL = VOCABULARY.scales["place"].model_copy(
    update={"values": [VOCABULARY.scales["place"].values[0].model_copy(update={"id": "council"})]}
)
WORDED = VOCABULARY.model_copy(update={"scales": {**VOCABULARY.scales, "body": COUNCIL}})
"""The vocabulary of the tests with words for the body that confirms."""


def words_for(plan: Plan) -> Plan:
    """The same with the words of the definition that random conditions use."""
    named = type("Named", (), {"text": Text(vi="tên", en="name")})()
    pack = Pack.model_construct(pack="pack", definitions={"named": named})
    return replace(plan, packs=(pack,))


@pytest.mark.parametrize("seed", range(4))
def test_conclusions_and_minimal_reasons_are_those_of_the_proofs(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    plan, dossier = words_for(random_plan(rng)), random_dossier(rng)
    rules = Planned(WORDED, (), plan)
    frames = columns.decide(plan, VOCABULARY, dossier).titles
    found = told(write_run(tmp_path, rules, frames), rules)
    judge = Judge(plan, dossier)
    expected = {
        (title.key, subject.id): judge.conclusion(title.key, subject.id)
        for title in plan.titles
        for subject in dossier.of_kind(title.subject)
    }
    assert found.keys() == expected.keys()
    for key, conclusion in expected.items():
        assert found[key]["conclusion"] == conclusion.outcome.word
        assert tuple(found[key]["minimal_reason"]) == minimal_reason(conclusion)


def intervals_of(proof: Proof) -> Iterator[Interval]:
    """The intervals that findings tell: those of the subject's own measures."""
    if isinstance(proof.condition, Measured) and proof.interval is not None:
        yield proof.interval
    if not isinstance(proof.condition, Other):
        for part in proof.parts:
            yield from intervals_of(part)


def compare(guessed: Guess, proof: Proof) -> int:
    """Hold what is guessed against the truth; how much more than the whole was told."""
    assert proof.verdict in guessed.may
    again = restored(guessed)
    assert again is None or again.verdict is proof.verdict
    parts = zip(guessed.parts, proof.parts, strict=True) if guessed.parts else ()
    return sum(compare(*pair) for pair in parts) + (again is not None)


def conclusions(seed: int) -> Iterator[tuple[PlannedTitle, Conclusion]]:
    rng = Random(seed)
    plan, dossier = random_plan(rng), random_dossier(rng)
    judge = Judge(plan, dossier)
    for title in plan.titles:
        for subject in dossier.of_kind(title.subject):
            yield title, judge.conclusion(title.key, subject.id)


def test_what_is_told_of_the_parts_of_a_criterion_is_so() -> None:
    restored_ = 0
    for seed in range(150):
        for title, conclusion in conclusions(seed):
            for finding in conclusion.findings:
                criterion = title.criterion(finding.criterion)
                if finding.verdict is Verdict.NOT_APPLICABLE:
                    continue
                found = guess(criterion, finding.verdict, intervals_of(finding.require))
                restored_ += compare(found.require, finding.require)
                if found.when is not None and finding.when is not None:
                    assert finding.when.verdict in found.when.may
    assert restored_ > 500


@pytest.fixture(scope="module")
def school(rules: Planned) -> Evaluation:
    return evaluate(rules.plan, rules.vocabulary, read_dossier([SCHOOL], rules.vocabulary))


@pytest.fixture(scope="module")
def rules() -> Planned:
    return rules_for([PACK], 2025, None, simulate=False)


@pytest.fixture(scope="module")
def run(school: Evaluation, rules: Planned, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("run"), rules, school.findings.titles)


@pytest.fixture(scope="module")
def found(run: Path, rules: Planned) -> Lines:
    return told(run, rules)


@pytest.fixture(scope="module")
def answers(school: Evaluation) -> dict[tuple[str, str], Answer]:
    return {(f"{answer.pack}/{answer.title}", answer.subject): answer for answer in school.answers}


def test_a_school_is_told_the_same_as_when_it_is_evaluated(
    found: Lines, answers: Mapping[tuple[str, str], Answer]
) -> None:
    assert found.keys() == answers.keys()
    for key, answer in answers.items():
        line = found[key]
        assert line["conclusion"] == answer.outcome.word
        assert tuple(line["minimal_reason"]) == answer.minimal_reason
        assert (line["unit"], line["kind"]) == (answer.unit, answer.kind)
        for finding in answer.findings:
            if finding.criterion in answer.minimal_reason:
                assert finding.text.vi in line["reason"]["vi"]
                assert finding.text.en in line["reason"]["en"]


def test_a_refusal_is_told_in_the_words_of_its_proof_as_far_as_findings_go(
    found: Lines, answers: Mapping[tuple[str, str], Answer]
) -> None:
    bare, whole = set(), set()
    for key, answer in answers.items():
        if answer.outcome is not Outcome.NOT_ELIGIBLE:
            continue
        (name,) = answer.minimal_reason
        (finding,) = (each for each in answer.findings if each.criterion == name)
        for lang in LANGUAGES:
            heading = say(lang, "explain-reason-not_eligible", parts=getattr(finding.text, lang))
            text = found[key]["reason"][lang]
            assert text in (heading, f"{heading}: {getattr(finding.reason, lang)}")
            (bare if text == heading else whole).add(name)
    assert bare == {"no-dropout", "quality-commitment", "half-year-reports"}
    assert len(whole) > 10


@pytest.mark.parametrize(
    ("title", "subject", "vi", "en"),
    [
        (
            "dien-hinh-ca-nhan",
            "GV005",
            "Lý do: không đạt tiêu chuẩn “Có nhiều sáng kiến, giải pháp được công nhận”: "
            "sáng kiến, giải pháp (được công nhận) trong giai đoạn 2021–2025: có 1, cần ít nhất 2",
            "Reason: “Several recognised initiatives” is not met: "
            "initiatives (recognised), 2021–2025: 1 found, at least 2 needed",
        ),
        (
            "dien-hinh-ca-nhan",
            "GV008",
            "Còn chưa rõ: Có nhiều sáng kiến, giải pháp được công nhận (sáng kiến, giải pháp "
            "(được công nhận) trong giai đoạn 2021–2025: có từ 1 đến 2, cần ít nhất 2)",
            "Still open: Several recognised initiatives "
            "(initiatives (recognised), 2021–2025: 1 to 2 found, at least 2 needed)",
        ),
        (
            "dien-hinh-ca-nhan",
            "NV006",
            "Đối tượng áp dụng: là cán bộ, công chức, viên chức, người lao động của ngành: "
            "chưa xác định được. Còn chưa rõ: Thực hiện tốt trách nhiệm nêu gương",
            "Whom it is for: works in the sector: not known. "
            "Still open: Sets an example as required",
        ),
        (
            "nghia-vu-dang-ky",
            "TH-TC",
            "Lý do: đạt mọi tiêu chuẩn áp dụng (Đăng ký ít nhất 01 tập thể điển hình tiên tiến; "
            "Đăng ký ít nhất 01 cá nhân điển hình tiên tiến)",
            "Reason: every criterion that applies is met (Registers at least one unit as an "
            "exemplar; Registers at least one person as an exemplar)",
        ),
    ],
    ids=["refused for want of one", "open between two numbers", "perhaps not meant", "eligible"],
)
def test_the_words_of_a_reason(title: str, subject: str, vi: str, en: str, found: Lines) -> None:
    assert found[f"{PACK}/{title}", subject]["reason"] == {"vi": vi, "en": en}


NOT_MET, UNKNOWN = Verdict.NOT_MET, Verdict.UNKNOWN
REFUSED, OPEN = Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED


def numbers(low: str, high: str = "", of: int | None = None) -> Interval:
    ends = [None if end == "-" else Fraction(end) for end in (low, high or low)]
    return Interval(ends[0], ends[1], of=(of, of))


@pytest.fixture(scope="module")
def law() -> Planned:
    return rules_for(["luat-tdkt-2022"], 2024, None, simulate=False)


MEASURES = [
    (
        "cstdcs/advanced", REFUSED, (numbers("0"), numbers("0")),
        ": Lao động tiên tiến: không có quyết định còn hiệu lực, "
        "kết quả xét lần này: Không đủ tiêu chuẩn",
    ),
    ("cstdcs/advanced", REFUSED, (numbers("0"), numbers("1")), "chuẩn Lao động tiên tiến”"),
    (
        "ttldtt/advanced-members", REFUSED, (numbers("13/20", of=20), numbers("13/20", of=20)),
        "đạt Lao động tiên tiến: 13/20 (65%), cần ít nhất 70%",
    ),
    (
        "ttldtt/advanced-members", OPEN, (numbers("0", "1", of=1), numbers("0", "1", of=1)),
        "đạt Lao động tiên tiến: từ 0% đến 100%, cần ít nhất 70%)",
    ),
    (
        "bk-ttg/good-years", REFUSED, (numbers("2", "3"),),
        ": từ 2 năm đến 3 năm liên tục: 2023-2024, 2024-2025; cần ít nhất 5 năm",
    ),
    (
        "bk-bo-tinh/two-years", REFUSED, tuple(map(numbers, "0000")),
        "tính đến năm trước năm xét (năm học 2023-2024): 0 năm liên tục; cần ít nhất 1 năm; "
        "bị ngắt ở năm học 2023-2024; ",
    ),
    ("kncgd/first-time", REFUSED, (numbers("1", "2"),), ": có từ 1 đến 2, không được có"),
    ("kncgd/first-time", OPEN, (numbers("0", "-"),), "(hồ sơ không có trang Khen thưởng)"),
    ("ldtt/leave", OPEN, (numbers("5/2", "-"),), ": từ 2,5 trở lên, cho phép dưới 3)"),
    ("ldtt/served", REFUSED, (numbers("4", "5"), numbers("0")), ": từ 4 tháng đến 5 tháng, cần"),
    ("ldtt/rated-good", OPEN, (), "Còn chưa rõ: Hoàn thành tốt nhiệm vụ trở lên trong năm"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "outcome", "found", "text"), MEASURES)
def test_measures_are_told_with_what_is_needed(
    place: str, outcome: Outcome, found: tuple[Interval, ...], text: str, law: Planned
) -> None:
    title, _, criterion = place.partition("/")
    teller = Teller.of(law.plan.title(f"luat-tdkt-2022/{title}"), law.plan, law.vocabulary, ("vi",))
    verdict = NOT_MET if outcome is REFUSED else UNKNOWN
    key = Key(outcome, Verdict.MET, {criterion: verdict}, {criterion: found})
    assert text in teller.tell(key).reason["vi"]


def test_a_rule_that_nobody_has_confirmed_is_told_as_what_leaves_it_open(law: Planned) -> None:
    title = law.plan.title("luat-tdkt-2022/bk-bo-tinh-tap-the")
    found = {"two-years": (numbers("1"),), "still-exists": ()}
    key = Key(OPEN, Verdict.MET, dict.fromkeys(found, UNKNOWN), found)
    told = Teller.of(title, law.plan, law.vocabulary, ("vi",)).tell(key)
    assert told.minimal_reason == ("still-exists", "two-years")
    marked = told.reason["vi"].split("(quy định chưa được xác nhận) ")[1:]
    assert [part.partition(" ")[0] for part in marked] == ["Không", "Từ"]
    assert "1 năm liên tục: 2024-2025; cần ít nhất 2 năm" in marked[1]


def changed(run: Path, place: Path, title: str, **columns: object) -> Path:
    """A copy of a run in which everybody's findings for a title say something else."""
    shutil.copytree(run, place)
    path = place / "findings" / PACK / title / "part-0.parquet"
    frame = pq.read_table(path).to_pandas()
    pq.write_table(pa.Table.from_pandas(frame.assign(**columns), preserve_index=False), path)
    return place


@pytest.mark.parametrize(
    "columns",
    [
        {"outcome": 7},
        {"outcome": None},
        {"subject": None},
        {"outcome": "eligible"},
        {"outcome": 0, "registers-collective": 2, "registers-individual": 2},
        {"outcome": 1, "registers-collective": 1, "registers-collective.low": "many"},
    ],
    ids="-".join,
)
def test_findings_that_no_run_would_write_are_refused(
    columns: dict[str, object], run: Path, rules: Planned, tmp_path: Path
) -> None:
    place = changed(run, tmp_path / "changed", DUTY, **columns)
    with pytest.raises(UsageError) as refused:
        told(place, rules, ONE)
    assert refused.value.code == "run-unreadable"
    assert DUTY in str(refused.value)


def test_only_the_reasons_of_some_are_told(run: Path, rules: Planned, found: Lines) -> None:
    wanted = Wanted(frozenset({"GV005", "GV008"}), frozenset({"dien-hinh-ca-nhan"}), ("vi",))
    some = told(run, rules, wanted)
    assert {subject for _, subject in some} == {"GV005", "GV008"}
    for key, line in some.items():
        assert line == {**found[key], "reason": {"vi": found[key]["reason"]["vi"]}}


def test_findings_that_are_missing_are_refused(run: Path, rules: Planned, tmp_path: Path) -> None:
    place = tmp_path / "run"
    shutil.copytree(run, place)
    parquet = place / "findings" / PACK / DUTY / "part-0.parquet"
    frame = pq.read_table(parquet).drop_columns(["registers-individual"])
    pq.write_table(frame, parquet)
    with pytest.raises(UsageError):
        told(place, rules, ONE)
    parquet.write_bytes(b"PAR1 not at all")
    with pytest.raises(InputError):
        told(place, rules, ONE)
    parquet.unlink()
    with pytest.raises(UsageError):
        told(place, rules, ONE)


def test_what_a_terminal_would_obey_is_written_as_numbers(
    run: Path, rules: Planned, tmp_path: Path
) -> None:
    subject = 'A\x1b[2J\u202e\x9b"\n=1+1'
    place = changed(run, tmp_path / "run", DUTY, subject=subject)
    by_key = Wanted(titles=frozenset({f"{PACK}/{DUTY}"}))
    (line,) = "".join(lines(reasons(place, rules, by_key), rules.plan)).splitlines()
    assert line.isprintable()
    assert json.loads(line)["subject"] == subject


def test_more_texts_than_are_remembered_are_the_same(
    run: Path, rules: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = Wanted(titles=frozenset({"dien-hinh-ca-nhan"}))
    expected = told(run, rules, title)
    monkeypatch.setattr(streaming, "MOST_TEXTS", 1)
    assert told(run, rules, title) == expected


@pytest.mark.parametrize(("year", "packs"), [(2024, [PACK]), (2025, ["xep-loai-vien-chuc", PACK])])
def test_other_rules_than_those_of_the_run_are_refused(
    year: int, packs: list[str], run: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        list(reasons(run, rules_for(packs, year, None, simulate=False)))
    assert refused.value.code == "reasons-other-rules"


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"options": 1}', '{"options": {"year": "x"}}', "[" * 100_000],
    ids=["empty", "a list", "nothing", "no options", "no year", "deep"],
)
def test_a_record_that_no_run_would_write_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        rules_of(tmp_path, [PACK])
    assert refused.value.code == "run-unreadable"


def test_the_command_writes_a_line_for_each_conclusion_that_is_asked_for(
    run: Path, tmp_path: Path
) -> None:
    out = tmp_path / "reasons.jsonl"
    title = ("--title", "dien-hinh-ca-nhan")
    options = ("--rules", PACK, "--subject", "GV005", "--subject", "GV008", "--lang", "en")
    done = thidua("reasons", run, *options, *title, "--out", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["subject"] for line in found] == ["GV005", "GV008"]
    assert {*found[0]["reason"]} == {"en"}
    assert [path.name for path in tmp_path.iterdir()] == ["reasons.jsonl"]
    before = out.read_bytes()
    again = thidua("reasons", run, *options, "--out", out)
    assert (again.returncode, out.read_bytes()) == (2, before)
    forced = thidua("reasons", run, "--rules", PACK, *title, "--out", out, "--force")
    assert forced.returncode == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) > 2


def test_the_command_prints_where_no_file_is_named(run: Path) -> None:
    done = thidua("reasons", run, "--rules", PACK, "--title", DUTY)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    assert {*json.loads(line)["reason"]} == {"vi", "en"}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--subject", "X1", "--title", DUTY), 2, "X1"),
        (("--title", "huy-chuong"), 2, "dien-hinh-ca-nhan"),
        (("--out", "no/such/folder.jsonl"), 2, "folder.jsonl"),
    ],
)
def test_the_command_says_in_one_line_what_it_cannot_do(
    arguments: tuple[str, ...], code: int, told: str, run: Path, tmp_path: Path
) -> None:
    done = thidua("reasons", run, "--rules", PACK, *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
