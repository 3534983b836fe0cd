"""Every way to a verdict, compared, for tests that do not care which one it is."""

from collections.abc import Mapping

from engine.decide import columns, inference, reference
from engine.decide.agreement import compare_findings, compare_outcomes
from engine.decide.columns import ColumnFindings
from engine.facts import Dossier
from engine.findings import Conclusion, Outcome
from engine.plan import Plan
from engine.vocabulary import Vocabulary


def agreed(
    plan: Plan, vocabulary: Vocabulary, dossier: Dossier, statements: Mapping[str, str]
) -> list[Conclusion]:
    """What the reference says, once the columns and inference say the same.

    Raises:
        DisagreementError: they do not.
    """
    conclusions = reference.decide(plan, dossier)
    findings = columns.decide(plan, vocabulary, dossier, statements)
    compare_findings(conclusions, findings)
    if inference.is_available():
        compare_outcomes(inferred(plan, findings), findings)
    return conclusions


def inferred(plan: Plan, findings: ColumnFindings) -> dict[tuple[str, str], Outcome]:
    """What inference draws from findings, by title key and subject."""
    patterns, subjects = {}, {}
    for title in plan.titles:
        frame = findings.titles[title.key]
        names = ["applies", *(criterion.id for criterion in title.criteria)]
        patterns[title.key] = list(frame[names].itertuples(index=False, name=None))
        subjects[title.key] = frame["subject"].tolist()
    outcomes = inference.infer(plan, patterns, subjects).outcomes
    return {
        (key, subject): outcome
        for key, drawn in outcomes.items()
        for subject, outcome in zip(subjects[key], drawn, strict=True)
    }
