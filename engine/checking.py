"""What a dossier says against rules that it should agree with: checks, told as problems.

A check decides nothing and corrects nothing. It is asked of each year that the dossier has
rows of, up to the judged one, under the rules of the last day of that year.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from .context import axis_of
from .decide.reference import Judge
from .errors import Problem, problem_order
from .explain.evidence import evidence
from .explain.reasons import because, reason
from .explain.wording import Wording
from .facts import Axis, Dossier
from .findings import Conclusion, Finding, Outcome, Verdict
from .locale import LANGUAGES
from .pack import Pack
from .plan import Plan, PlannedTitle
from .planning import plan
from .provenance import Cell
from .sameness import Same
from .titles import CHECK
from .vocabulary import Vocabulary

_PLANS = 64
"""That are kept: a few packs, each at the end of some years."""


def check(
    packs: Iterable[Pack],
    vocabulary: Vocabulary,
    dossier: Dossier,
    year: int,
    received: date,
    simulate: bool = False,
) -> tuple[Problem, ...]:
    """Ask every check of the packs about every subject, and list what is not met.

    What is found on the same cells again in a later year is told once.

    Parameters: ``year`` is the judged year, the last one that is asked about; no rule that
    enters into force after ``received`` is applied.
    """
    found = [
        problem
        for pack in packs
        for planned in _plans(pack, vocabulary, dossier, year, received, simulate)
        for problem in _contradictions(planned, vocabulary, dossier)
    ]
    once = {(p.details["subject"], p.details["check"], p.cells): p for p in reversed(found)}
    return tuple(sorted(once.values(), key=problem_order))


def latest_year(dossier: Dossier, axis: Axis) -> int | None:
    """The latest year that a dossier has a row of; None if no row has a year."""
    return max(_years(dossier, axis), default=None)


def _years(dossier: Dossier, axis: Axis) -> set[int]:
    """The years that rows are surely of."""
    spans = (
        row.years(axis)
        for subject in dossier.subjects
        for rows in subject.rows.values()
        for row in rows
    )
    return {low for low, high in spans if low is not None and low == high}


def _plans(
    pack: Pack,
    vocabulary: Vocabulary,
    dossier: Dossier,
    year: int,
    received: date,
    simulate: bool,
) -> Iterator[Plan]:
    """The pack as it stands at the end of each year that the dossier has rows of."""
    if not any(title.kind == CHECK for title in pack.titles.values()):
        return
    axis = axis_of(pack)
    for each in sorted(_years(dossier, axis)):
        day = min(received, axis.days_of(each)[1])
        if each <= year and each in pack.years and day in pack.instrument.in_force:
            yield _plan_of(Same(pack), Same(vocabulary), each, day, simulate)


@lru_cache(maxsize=_PLANS)
def _plan_of(
    pack: Same[Pack], vocabulary: Same[Vocabulary], year: int, day: date, simulate: bool
) -> Plan:
    """The plan of a pack, which is the same for every dossier."""
    return plan([pack.one], vocabulary.one, year, day, simulate)


def _contradictions(planned: Plan, vocabulary: Vocabulary, dossier: Dossier) -> Iterator[Problem]:
    judge = Judge(planned, dossier)
    for title in planned.titles:
        if title.kind != CHECK:
            continue
        words = [Wording(lang, vocabulary, planned, title.pack) for lang in LANGUAGES]
        for subject in dossier.of_kind(title.subject):
            conclusion = judge.conclusion(title.key, subject.id)
            for finding in _not_met(conclusion):
                yield _problem(finding, conclusion, title, words)


def _not_met(conclusion: Conclusion) -> Iterator[Finding]:
    """What surely contradicts, unless the check does not apply at all."""
    if conclusion.outcome is Outcome.NOT_ELIGIBLE:
        yield from (f for f in conclusion.findings if f.verdict is Verdict.NOT_MET)


def _problem(
    finding: Finding, conclusion: Conclusion, title: PlannedTitle, words: Sequence[Wording]
) -> Problem:
    criterion = title.criterion(finding.criterion)
    told = {
        each.lang: {
            "rule": criterion.text.in_language(each.lang),
            "why": _why(finding, each),
        }
        for each in words
    }
    details = {
        "subject": conclusion.subject,
        "year": words[0].plan.year_label,
        "cite": criterion.cite,
        "check": f"{title.id}/{criterion.id}",
    }
    return Problem("check-failed", _cells(finding), details, told=told)


def _why(finding: Finding, words: Wording) -> str:
    """Both sides of the contradiction: what makes the rule apply, and what was found."""
    asked = [] if finding.when is None else [because(finding.when, words)]
    return "; ".join([*asked, reason(finding, words)])


def _cells(finding: Finding) -> tuple[Cell, ...]:
    """The cells that the check compared, each once."""
    cells = (cell for found in evidence(finding) for cell in found.value.cells)
    return tuple(dict.fromkeys(cells))
