"""Hold what the reference says against worlds: titles, criteria, proofs, measured intervals."""

from collections.abc import Iterable, Sequence

from engine.conditions import (
    Attested,
    Compare,
    Condition,
    Eligible,
    Known,
    Measured,
    Months,
    walk,
)
from engine.findings import Conclusion, Finding, Interval, Outcome, Proof, Verdict
from engine.plan import Plan, PlannedCriterion, PlannedTitle
from tests.oracle.numbers import Number
from tests.oracle.truth import applies, deserves, is_true, measured, ranks
from tests.oracle.worlds import Being, Truth, World, any_of, negated


def check_soundness(plan: Plan, conclusions: Sequence[Conclusion], worlds: Iterable[World]) -> int:
    """Compare what was decided of a dossier with every world given; returns how many there were.

    Raises:
        AssertionError: something is said that does not hold in a world.
    """
    number = 0
    for number, world in enumerate(worlds, start=1):  # noqa: B007  # told at the end
        for conclusion in conclusions:
            title = plan.title(f"{conclusion.pack}/{conclusion.title}")
            _check_conclusion(conclusion, title, world.beings[conclusion.subject], world)
    return number


def check_exactness(plan: Plan, conclusions: Sequence[Conclusion], world: World) -> None:
    """Compare what was decided with the only world that there is: unknown is what is undefined.

    Raises:
        AssertionError: something is said that is not so, or unknown though there is an answer.
    """
    check_soundness(plan, conclusions, [world])
    for conclusion in conclusions:
        being = world.beings[conclusion.subject]
        for finding in conclusion.findings:
            for proof in (finding.when, finding.require):
                if proof is not None:
                    _check_exact(proof, being, world)


def _check_exact(proof: Proof, being: Being, world: World) -> None:
    """Unknown is what is undefined itself, or rests on what is."""
    if proof.verdict is Verdict.UNKNOWN and not _rests_on_hidden(proof.condition):
        _, *inside = proof.walk()
        if all(each.verdict is not Verdict.UNKNOWN for each in inside):
            truth = is_true(proof.condition, being, world)
            _check("unknown", truth is None, proof.condition)
    for part in proof.parts:
        _check_exact(part, world.beings[part.subject or being.id], world)


def _rests_on_hidden(condition: Condition) -> bool:
    """Whether something that may be undefined is not in the proof: other titles, more rows."""
    match condition:
        case Eligible():
            return True
        case Measured(measure, bound) if isinstance(measure, Months) or bound.against:
            _, *inside = walk(condition)
            return any(not isinstance(each, Compare | Known | Attested) for each in inside)
        case _:
            return False


def _check_conclusion(
    conclusion: Conclusion, title: PlannedTitle, being: Being, world: World
) -> None:
    _check_outcome(conclusion, title, being, world)
    if conclusion.applies is not None:
        _check_proof(conclusion.applies, being, world)
    for finding, criterion in zip(conclusion.findings, title.criteria, strict=True):
        _check_criterion(finding, criterion, being, world)
        for proof in (finding.when, finding.require):
            if proof is not None:
                _check_proof(proof, being, world)
    for interval, preference in zip(conclusion.preferences, title.prefer, strict=True):
        _check_interval(interval, ranks(preference.measure, being, world), preference.measure)


def _check_outcome(conclusion: Conclusion, title: PlannedTitle, being: Being, world: World) -> None:
    if conclusion.outcome is Outcome.NOT_APPLICABLE:
        _check("not applicable", applies(title, being, world) is False, title)
    elif conclusion.outcome is not Outcome.UNDETERMINED:
        is_eligible = conclusion.outcome is Outcome.ELIGIBLE
        _check(conclusion.outcome.word, deserves(title, being, world) is is_eligible, title)


def _check_criterion(
    finding: Finding, criterion: PlannedCriterion, being: Being, world: World
) -> None:
    when: Truth = True
    if criterion.when is not None:
        when = is_true(criterion.when, being, world)
    if finding.verdict is Verdict.NOT_APPLICABLE:
        _check("not applicable", when is False, criterion)
    elif finding.verdict is not Verdict.UNKNOWN:
        implied = any_of((negated(when), is_true(criterion.require, being, world)))
        _check_verdict(finding.verdict, implied, criterion)


def _check_verdict(verdict: Verdict, truth: Truth, about: object) -> None:
    _check(verdict.word, truth is (verdict is Verdict.MET), about)


def _check_proof(proof: Proof, being: Being, world: World) -> None:
    """A proof, those of its parts, and those of members; rows of their own have no place."""
    if proof.verdict is not Verdict.UNKNOWN:
        truth = is_true(proof.condition, being, world)
        _check_verdict(proof.verdict, truth, proof.condition)
    if isinstance(proof.condition, Measured):
        for interval, measure in (
            (proof.interval, proof.condition.measure),
            (proof.against, proof.condition.bound.against),
        ):
            if interval is not None and measure is not None:
                _check_interval(interval, measured(measure, being, world), measure)
    for part in proof.parts:
        _check_proof(part, world.beings[part.subject or being.id], world)
    for row in proof.rows:
        if row.subject is not None:
            for asked in row.proofs:
                _check_proof(asked, world.beings[row.subject], world)


def _check_interval(interval: Interval, numbers: Iterable[Number], about: object) -> None:
    low, high = interval.low, interval.high
    for number in numbers:
        if number is None:
            _check("there is something", interval.exists is not Verdict.MET, about)
            continue
        _check("there is nothing", interval.exists is not Verdict.NOT_MET, about)
        _check(f"at least {low}: {number}", low is None or low <= number, about)  # type: ignore[operator]
        _check(f"at most {high}: {number}", high is None or number <= high, about)  # type: ignore[operator]


def _check(said: str, is_so: bool, about: object) -> None:
    if not is_so:
        raise AssertionError(f"said and not so: {said}: {about}")
