"""Plan and facts become an evaluation: the only place that orders the steps.

Every verdict is reached in two or three ways; if any two differ nothing is returned.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .decide import columns, inference, reference
from .decide.agreement import compare_findings, compare_outcomes
from .decide.columns import ColumnFindings
from .explain.answering import answer_all
from .explain.answers import Answer
from .facts import Reading
from .findings import Conclusion
from .plan import Plan
from .vocabulary import Vocabulary

REFERENCE, COLUMNS, INFERENCE = "reference", "columns", "inference"


@dataclass(frozen=True)
class Evaluation:
    """One finished evaluation, before anything is written.

    ``conclusions`` and ``answers`` go together, sorted by pack, title, unit and subject;
    ``engines`` names the ways to a verdict that agreed; ``patterns`` counts the distinct
    patterns that inference judged, by title key.
    """

    plan: Plan
    vocabulary: Vocabulary
    reading: Reading
    conclusions: tuple[Conclusion, ...]
    findings: ColumnFindings
    answers: tuple[Answer, ...]
    engines: tuple[str, ...]
    patterns: Mapping[str, int]

    @property
    def has_one_engine(self) -> bool:
        """Whether conclusions rest on ``columns`` alone, for want of an inference engine."""
        return INFERENCE not in self.engines


def evaluate(plan: Plan, vocabulary: Vocabulary, reading: Reading) -> Evaluation:
    """Decide every title in every way that is installed, compare, and explain.

    Raises:
        DisagreementError: two ways to a verdict differ.
    """
    units = {subject.id: subject.unit or "" for subject in reading.dossier.subjects}
    conclusions = tuple(
        sorted(
            reference.decide(plan, reading.dossier),
            key=lambda c: (c.pack, c.title, units[c.subject], c.subject),
        )
    )
    findings = columns.decide(plan, vocabulary, reading.dossier)
    compare_findings(conclusions, findings)
    engines: tuple[str, ...] = (REFERENCE, COLUMNS)
    patterns: Mapping[str, int] = {}
    if inference.is_available():
        patterns = _infer(plan, findings)
        engines = (*engines, INFERENCE)
    answers = answer_all(conclusions, plan, vocabulary, reading.dossier)
    return Evaluation(plan, vocabulary, reading, conclusions, findings, answers, engines, patterns)


def _infer(plan: Plan, findings: ColumnFindings) -> Mapping[str, int]:
    patterns, subjects = {}, {}
    for title in plan.titles:
        frame = findings.titles[title.key]
        names = ["applies", *(criterion.id for criterion in title.criteria)]
        patterns[title.key] = list(frame[names].itertuples(index=False, name=None))
        subjects[title.key] = frame["subject"].tolist()
    inferred = inference.infer(plan, patterns, subjects)
    drawn = {
        (key, subject): outcome
        for key, outcomes in inferred.outcomes.items()
        for subject, outcome in zip(subjects[key], outcomes, strict=True)
    }
    compare_outcomes(drawn, findings)
    return inferred.patterns
