"""Plan and facts become an evaluation: the only place that orders the steps.

Every verdict is reached in two or three ways; if any two differ nothing is returned.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from .decide import columns, inference, reference
from .decide.agreement import (
    compare_conclusions,
    compare_findings,
    compare_outcomes,
    compare_units,
    patterns_of,
)
from .decide.columns import ColumnFindings
from .errors import UsageError
from .explain.answering import answer_all
from .explain.answers import Answer
from .facts import Dossier, Reading, Subject
from .findings import Conclusion, Outcome
from .plan import Plan
from .touching import Touched, touched
from .vocabulary import Vocabulary

REFERENCE, COLUMNS, INFERENCE = "reference", "columns", "inference"


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of an evaluation a run shows.

    ``unit`` is the only unit that is shown, None for all; ``is_redacted`` says that persons are
    told by initials and ids alone, and that nothing quotes the cells that could tell more.
    """

    unit: str | None = None
    is_redacted: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.unit is None and not self.is_redacted


EVERYTHING = Shown()


@dataclass(frozen=True)
class Evaluation:
    """One finished evaluation, before anything is written.

    ``conclusions`` and ``answers`` go together, sorted by pack, title, unit and subject;
    ``engines`` names the ways to a verdict that agreed; ``patterns`` counts the distinct
    patterns that inference judged, by title key. One of which only a part is ``shown`` has been
    ``touched`` before: what is left of it no longer tells which problem touches what.
    """

    plan: Plan
    vocabulary: Vocabulary
    reading: Reading
    conclusions: tuple[Conclusion, ...]
    findings: ColumnFindings
    answers: tuple[Answer, ...]
    engines: tuple[str, ...]
    patterns: Mapping[str, int]
    shown: Shown = EVERYTHING
    touched: tuple[Touched, ...] | None = None

    @cached_property
    def touches(self) -> tuple[Touched, ...]:
        """Which conclusions each problem touches, in the order of the problems."""
        if self.touched is not None:
            return self.touched
        return touched(self.reading, self.conclusions, self.plan, self.vocabulary)

    def subject(self, name: str) -> Subject:
        """The subject with an id.

        Raises:
            UsageError: the dossier has none; the nearest ids are named.
        """
        return _known("subject", name, self.reading.dossier.subjects)

    def unit(self, name: str) -> Subject:
        """The unit with an id.

        Raises:
            UsageError: the dossier has none; the nearest ids of units are named.
        """
        return _known("unit", name, self.reading.dossier.of_kind("unit"))

    @property
    def has_one_engine(self) -> bool:
        """Whether conclusions rest on ``columns`` alone, for want of an inference engine."""
        return INFERENCE not in self.engines


def _known(what: str, name: str, among: Iterable[Subject]) -> Subject:
    """The one with an id, else a wrong call that names the ids that may have been meant."""
    known = {subject.id: subject for subject in among}
    if name in known:
        return known[name]
    same = [each for each in known if each.startswith(f"{name} (")]
    near = ", ".join(same or get_close_matches(name, known))
    raise UsageError(f"{what}-{'near' if near else 'unknown'}", **{what: name, "near": near})


@dataclass(frozen=True)
class Agreed:
    """What every way to a verdict that is installed says of a dossier."""

    conclusions: tuple[Conclusion, ...]
    findings: ColumnFindings
    engines: tuple[str, ...]
    patterns: Mapping[str, int]


def _by_reference(plan: Plan, dossier: Dossier) -> tuple[Conclusion, ...]:
    """Every conclusion of the reference, in the order of all reports."""
    units = {subject.id: subject.unit or "" for subject in dossier.subjects}
    return tuple(
        sorted(
            reference.decide(plan, dossier),
            key=lambda c: (c.pack, c.title, units[c.subject], c.subject),
        )
    )


def _by_columns(
    plan: Plan, vocabulary: Vocabulary, dossier: Dossier, conclusions: Sequence[Conclusion]
) -> ColumnFindings:
    """The findings of the columns, which must be those of the reference."""
    findings = columns.decide(plan, vocabulary, dossier)
    compare_findings(conclusions, findings)
    compare_units(dossier, findings)
    return findings


def decide(plan: Plan, vocabulary: Vocabulary, dossier: Dossier) -> Agreed:
    """Decide every title in every way that is installed, and compare.

    Raises:
        DisagreementError: two ways to a verdict differ.
    """
    conclusions = _by_reference(plan, dossier)
    findings = _by_columns(plan, vocabulary, dossier, conclusions)
    engines: tuple[str, ...] = (REFERENCE, COLUMNS)
    patterns: Mapping[str, int] = {}
    if inference.is_available():
        patterns = _infer(plan, findings)
        engines = (*engines, INFERENCE)
    return Agreed(conclusions, findings, engines, patterns)


def evaluate(plan: Plan, vocabulary: Vocabulary, reading: Reading) -> Evaluation:
    """Decide every title, and explain every conclusion.

    Raises:
        DisagreementError: two ways to a verdict differ.
    """
    agreed = decide(plan, vocabulary, reading.dossier)
    return Evaluation(
        plan=plan,
        vocabulary=vocabulary,
        reading=reading,
        conclusions=agreed.conclusions,
        findings=agreed.findings,
        answers=answer_all(agreed.conclusions, plan, vocabulary, reading.dossier),
        engines=agreed.engines,
        patterns=agreed.patterns,
    )


def evaluate_again(plan: Plan, vocabulary: Vocabulary, reading: Reading) -> Evaluation:
    """Decide every title without columns: by the reference, and by inference where there is one.

    Raises:
        DisagreementError: the two differ.
    """
    conclusions = _by_reference(plan, reading.dossier)
    engines: tuple[str, ...] = (REFERENCE,)
    patterns: Mapping[str, int] = {}
    if inference.is_available():
        found, subjects = patterns_of(plan, conclusions)
        drawn, patterns = _drawn(plan, found, subjects)
        compare_conclusions(conclusions, drawn)
        engines = (REFERENCE, INFERENCE)
    return Evaluation(
        plan=plan,
        vocabulary=vocabulary,
        reading=reading,
        conclusions=conclusions,
        findings=ColumnFindings({}),
        answers=answer_all(conclusions, plan, vocabulary, reading.dossier),
        engines=engines,
        patterns=patterns,
    )


def with_findings(evaluation: Evaluation) -> Evaluation:
    """The same with the findings of the columns, which must be those of the reference.

    Raises:
        DisagreementError: they are not.
    """
    plan, vocabulary, dossier = evaluation.plan, evaluation.vocabulary, evaluation.reading.dossier
    findings = _by_columns(plan, vocabulary, dossier, evaluation.conclusions)
    return replace(evaluation, findings=findings)


def _infer(plan: Plan, findings: ColumnFindings) -> Mapping[str, int]:
    patterns, subjects = {}, {}
    for title in plan.titles:
        frame = findings.titles[title.key]
        names = ["applies", *(criterion.id for criterion in title.criteria)]
        patterns[title.key] = list(frame[names].itertuples(index=False, name=None))
        subjects[title.key] = frame["subject"].tolist()
    drawn, counts = _drawn(plan, patterns, subjects)
    compare_outcomes(drawn, findings)
    return counts


def _drawn(
    plan: Plan,
    patterns: Mapping[str, Sequence[inference.Pattern]],
    subjects: Mapping[str, Sequence[str]],
) -> tuple[dict[tuple[str, str], Outcome], Mapping[str, int]]:
    """What is inferred by title key and subject, and how many patterns each title has."""
    inferred = inference.infer(plan, patterns, subjects)
    drawn = {
        (key, subject): outcome
        for key, outcomes in inferred.outcomes.items()
        for subject, outcome in zip(subjects[key], outcomes, strict=True)
    }
    return drawn, inferred.patterns
