"""What two public suites expect: each case holds, or is listed with the reason why not."""

import os
from collections.abc import Iterator

import pytest

from engine.decide import columns, reference
from engine.decide.agreement import compare_findings
from engine.findings import Verdict
from tests.outside.cases import HERE, Case, Code, cases, code_of, deviations, gaps
from tests.outside.literals import VOCABULARY
from tests.outside.running import (
    DEVIATES,
    HOLDS,
    UNSAID,
    answers,
    by_family,
    said,
    standing,
    world,
)

UPDATE = os.environ.get("THIDUA_UPDATE_GOLDEN")
README = HERE / "README.md"
MARKS = ("<!-- figures -->\n", "<!-- end of figures -->\n")

sayable = [case for case in cases() if standing(case) != UNSAID]
batches = [sayable[first : first + 40] for first in range(0, len(sayable), 40)]


def test_ids_are_unique() -> None:
    assert len({case.id for case in cases()}) == len(cases())


@pytest.mark.parametrize("family", list(dict.fromkeys(case.family for case in cases())))
def test_a_case_holds_or_is_listed_as_deviating(family: str) -> None:
    for case in (case for case in cases() if case.family == family):
        found = code_of(case, deviations())
        assert (found is None) == (standing(case) != DEVIATES), (case, found, answers()[case.id])


def test_a_case_that_cannot_be_said_is_listed_with_its_reason() -> None:
    for case in cases():
        found = answers()[case.id]
        assert code_of(case, gaps()) == (found if isinstance(found, str) else None), case


@pytest.mark.parametrize("code", [*deviations(), *gaps()], ids=lambda code: code.name)
def test_every_pattern_of_a_code_is_of_use(code: Code) -> None:
    for pattern in code.cases:
        only = Code(code.name, code.reason, (pattern,))
        assert any(only.covers(case) for case in cases()), pattern


def test_what_deviates_is_what_its_code_says() -> None:
    for case in cases():
        code = next((code for code in deviations() if code.covers(case)), None)
        wrong = {
            found.word for _, pairs in _told(case) for expected, found in pairs if expected != found
        }
        assert wrong == ({code.ours} if code else set()), case


def test_a_case_has_the_same_answer_in_every_way() -> None:
    for case in cases():
        assert len({pairs for _, pairs in _told(case)}) <= 1, case


def _told(case: Case) -> Iterator[tuple[str, tuple[tuple[Verdict, Verdict], ...]]]:
    found = answers()[case.id]
    if not isinstance(found, str):
        yield from ((answer.way.name, answer.pairs) for answer in found)


@pytest.mark.parametrize("number", range(len(batches)))
def test_columns_say_what_the_reference_says(number: int) -> None:
    """Everybody of a batch is asked every question of the batch."""
    several = [each for case in batches[number] for _, each in said(case)]
    plan, dossier = world(several)
    compare_findings(reference.decide(plan, dossier), columns.decide(plan, VOCABULARY, dossier))


def figures() -> str:
    """How many cases hold, by family, and how many do not, by code; for the README."""
    lines = [
        "| suite | family | cases | hold | deviate | cannot be said | of those said, hold |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for suite, family, counts in by_family():
        ran = counts[HOLDS] + counts[DEVIATES]
        share = f"{100 * counts[HOLDS] / ran:.0f} %" if ran else "-"
        numbers = [counts.total(), *(counts[each] for each in (HOLDS, DEVIATES, UNSAID)), share]
        lines.append(f"| {suite} | {family} | {' | '.join(map(str, numbers))} |")
    nulls = sum(standing(case) == HOLDS and case.expect is None for case in cases())
    lines += ["", f"Of the cases that hold, {nulls} expect null."]
    lines += ["", "| code | cases | our answer | why |", "| --- | --- | --- | --- |"]
    for code in deviations():
        lines.append(f"| `{code.name}` | {_size(code)} | {code.ours} | {code.reason} |")
    for code in gaps():
        lines.append(f"| `{code.name}` | {_size(code)} | cannot be said | {code.reason} |")
    return "\n".join(lines) + "\n"


def _size(code: Code) -> int:
    return sum(code.covers(case) for case in cases())


def test_the_figures_of_the_readme_are_current() -> None:
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    told, _, after = rest.partition(MARKS[1])
    if UPDATE:
        README.write_text(before + MARKS[0] + figures() + MARKS[1] + after, encoding="utf-8")
    else:
        assert told == figures()
