"""Compare the ways to a verdict; the first difference stops the run.

Knows what each way returns, not how it decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from ..conditions import Measured, Other
from ..errors import DisagreementError
from ..facts import Dossier
from ..findings import Conclusion, Interval, Outcome, Proof, Verdict
from ..plan import Plan
from .columns import ColumnFindings

CONCLUSION = "conclusion"
"""Named instead of a criterion where two ways differ in the answer to the whole title."""

_NOTHING = "-"


def compare_findings(conclusions: Sequence[Conclusion], columns: ColumnFindings) -> None:
    """Compare the reference with the columns: verdicts, intervals, outcomes, and for whom.

    Raises:
        DisagreementError: they differ.
    """
    told = {key: _by_subject(frame) for key, frame in columns.titles.items()}
    asked: dict[str, set[str]] = {}
    for conclusion in conclusions:
        title, subject = f"{conclusion.pack}/{conclusion.title}", conclusion.subject
        found = told[title].pop(subject, {})
        for criterion, column, expected in _numbers(conclusion):
            asked.setdefault(title, {"subject", "unit"}).update((column, f"{column}.of"))
            first, second = _word(column, expected), _word(column, _told(found, column))
            if first != second:
                raise differing(subject, title, criterion, ("reference", first), second)
    for title, names in asked.items():
        for name in sorted(set(columns.titles[title].columns) - names):
            raise differing(_NOTHING, title, name, ("reference", _NOTHING), name)
    for title, rest in told.items():
        for subject, found in rest.items():
            second = _word("outcome", found["outcome"])
            raise differing(subject, title, CONCLUSION, ("reference", _NOTHING), second)


def compare_units(dossier: Dossier, columns: ColumnFindings) -> None:
    """Compare the unit of each subject in the columns with that of the dossier.

    Raises:
        DisagreementError: they differ.
    """
    for title, frame in columns.titles.items():
        for subject, told in zip(frame["subject"], frame["unit"], strict=True):
            unit, second = dossier.by_id[subject].unit, None if pd.isna(told) else str(told)
            if unit != second:
                first = ("reference", unit or _NOTHING)
                raise differing(subject, title, "unit", first, second or _NOTHING)


def compare_outcomes(inferred: Mapping[tuple[str, str], Outcome], columns: ColumnFindings) -> None:
    """Compare inferred conclusions, by title key and subject, with those of the columns.

    Raises:
        DisagreementError: they differ.
    """
    told = {
        (title, subject): Outcome(outcome).word
        for title, frame in columns.titles.items()
        for subject, outcome in zip(frame["subject"], frame["outcome"], strict=True)
    }
    drawn = {where: outcome.word for where, outcome in inferred.items()}
    for title, subject in sorted(told.keys() | drawn.keys()):
        first = drawn.get((title, subject), _NOTHING)
        second = told.get((title, subject), _NOTHING)
        if first != second:
            raise differing(subject, title, CONCLUSION, ("inference", first), second)


def patterns_of(
    plan: Plan, conclusions: Sequence[Conclusion]
) -> tuple[dict[str, list[tuple[int, ...]]], dict[str, list[str]]]:
    """By title key the patterns of verdicts that the reference found, and whose each is."""
    patterns: dict[str, list[tuple[int, ...]]] = {title.key: [] for title in plan.titles}
    subjects: dict[str, list[str]] = {title.key: [] for title in plan.titles}
    for conclusion in conclusions:
        key = f"{conclusion.pack}/{conclusion.title}"
        applies = Verdict.MET if conclusion.applies is None else conclusion.applies.verdict
        verdicts = (finding.verdict for finding in conclusion.findings)
        patterns[key].append((int(applies), *map(int, verdicts)))
        subjects[key].append(conclusion.subject)
    return patterns, subjects


def compare_conclusions(
    conclusions: Sequence[Conclusion], inferred: Mapping[tuple[str, str], Outcome]
) -> None:
    """Compare the reference with what was inferred from its own findings, by title and subject.

    Raises:
        DisagreementError: they differ.
    """
    for conclusion in conclusions:
        title, subject = f"{conclusion.pack}/{conclusion.title}", conclusion.subject
        told, outcome = conclusion.outcome, inferred[title, subject]
        if outcome is not told:
            first = ("inference", outcome.word)
            raise differing(subject, title, CONCLUSION, first, told.word, "reference")


def differing(
    subject: str,
    title: str,
    criterion: str,
    first: tuple[str, str],
    second: str,
    second_engine: str = "columns",
) -> DisagreementError:
    """The error that tells where two ways to a verdict differ.

    Parameters: ``first`` is the name of a way and what it says, ``second`` what the other says.
    """
    return DisagreementError(
        "engines-differ",
        subject=subject,
        title=title,
        criterion=criterion,
        first_engine=first[0],
        first=first[1],
        second_engine=second_engine,
        second=second,
    )


def _by_subject(frame: pd.DataFrame) -> dict[str, dict[str, object]]:
    """The columns of each subject by name; what is not there is None."""
    names = [str(name) for name in frame.columns]
    columns = [[None if pd.isna(v) else v for v in frame[name].tolist()] for name in names]
    rows = (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))
    return {str(row["subject"]): row for row in rows}


def _numbers(conclusion: Conclusion) -> Iterator[tuple[str, str, object]]:
    """What the reference says: criterion, column of ``ColumnFindings``, number."""
    for finding in conclusion.findings:
        name = finding.criterion
        yield name, name, finding.verdict
        for number, measured in enumerate(_measured(finding.require), start=1):
            prefix = name if number == 1 else f"{name}.{number}"
            yield name, f"{prefix}.low", measured.low
            yield name, f"{prefix}.high", measured.high
    for number, measured in enumerate(conclusion.preferences, start=1):
        yield f"prefer.{number}", f"prefer.{number}.low", measured.low
        yield f"prefer.{number}", f"prefer.{number}.high", measured.high
    applies = conclusion.applies
    yield "applies", "applies", Verdict.MET if applies is None else applies.verdict
    yield CONCLUSION, "outcome", conclusion.outcome


def _measured(proof: Proof) -> Iterator[Interval]:
    """The intervals of the subject's own measures; those of rows and others stay inside."""
    if isinstance(proof.condition, Measured) and proof.interval is not None:
        yield proof.interval
    if not isinstance(proof.condition, Other):
        for part in proof.parts:
            yield from _measured(part)


def _told(found: Mapping[str, object], column: str) -> object:
    """What the columns say; of a share, the exact fraction."""
    number, of = found.get(column, _NOTHING), found.get(f"{column}.of")
    if isinstance(number, int) and isinstance(of, int):
        return Fraction(number, of)
    return number


def _word(column: str, number: object) -> str:
    """A number of ``ColumnFindings`` in the words of the findings files."""
    if column.endswith((".low", ".high")):
        if number is None:
            return "∞"
        return (
            str(Fraction(number)) if isinstance(number, int | Fraction | Decimal) else str(number)
        )
    if not isinstance(number, int):
        return _NOTHING
    return Outcome(number).word if column == "outcome" else Verdict(number).word
