"""Decide one subject at a time, with proofs: the specification in code.

Explanations, repairs and verification use it; it must not know how ``columns`` computes the
same.
"""

from dataclasses import dataclass, field

from ..facts import Dossier
from ..findings import Conclusion, Finding, Interval, Verdict, conclude
from ..plan import Degree, Plan, PlannedCriterion, PlannedTitle, Ranked
from .measuring import degree
from .proving import measure, prove
from .scope import Scope


@dataclass(frozen=True)
class Judge:
    """Decides titles for subjects of one dossier, each pair at most once."""

    plan: Plan
    dossier: Dossier
    _drawn: dict[tuple[str, str], Conclusion] = field(default_factory=dict)

    @property
    def yearly(self) -> frozenset[str]:
        """The relations in which a row a year is expected."""
        return self.plan.yearly

    def conclusion(self, title: str, subject: str) -> Conclusion:
        """The conclusion of a title (``pack/title``) for a subject (by id)."""
        key = (title, subject)
        if key not in self._drawn:
            scope = Scope(self, self.dossier.by_id[subject])
            self._drawn[key] = _decide_title(self.plan.title(title), scope)
        return self._drawn[key]


def decide(plan: Plan, dossier: Dossier) -> list[Conclusion]:
    """Decide every title of the plan for every subject it is about."""
    judge = Judge(plan, dossier)
    return [
        judge.conclusion(title.key, subject.id)
        for title in plan.titles
        for subject in dossier.of_kind(title.subject)
    ]


def _decide_title(title: PlannedTitle, scope: Scope) -> Conclusion:
    applies = prove(title.applies_to, scope) if title.applies_to else None
    findings = tuple(find(criterion, scope) for criterion in title.criteria)
    outcome = conclude(
        applies.verdict if applies else Verdict.MET, (finding.verdict for finding in findings)
    )
    return Conclusion(
        pack=title.pack,
        title=title.id,
        subject=scope.subject.id,
        kind=title.subject,
        outcome=outcome,
        findings=findings,
        applies=applies,
        preferences=tuple(_rank(preference.measure, scope) for preference in title.prefer),
    )


def _rank(ranked: Ranked, scope: Scope) -> Interval:
    if isinstance(ranked, Degree):
        return degree(prove(ranked.condition, scope).verdict)
    return measure(ranked, scope)[0]


def find(criterion: PlannedCriterion, scope: Scope) -> Finding:
    """Decide one criterion: the implication from ``when`` to ``require``."""
    require = prove(criterion.require, scope)
    if criterion.when is None:
        return Finding(criterion.id, require.verdict, require)
    when = prove(criterion.when, scope)
    return Finding(criterion.id, implied(when.verdict, require.verdict), require, when)


def implied(when: Verdict, require: Verdict) -> Verdict:
    """``when`` not met makes it not applicable; unknown leaves at worst unknown."""
    match when:
        case Verdict.NOT_MET:
            return Verdict.NOT_APPLICABLE
        case Verdict.UNKNOWN:
            return max(Verdict.UNKNOWN, require)
        case _:
            return require
