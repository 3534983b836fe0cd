"""Every way to a verdict says the same, and what is said holds whatever the blanks hide."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine import evaluation
from engine.conditions import Bound, Compare, Count, Op
from engine.decide import columns, inference, reference
from engine.decide.agreement import compare_findings, compare_outcomes
from engine.decide.columns import ColumnFindings
from engine.errors import DisagreementError
from engine.facts import Dossier, Subject
from engine.findings import Conclusion, Finding, Interval, Outcome, Proof, Verdict
from engine.plan import Plan, PlannedCriterion, PlannedTitle
from tests.oracle import Being, World, applies, completions, count, deserves, is_true
from tests.strategies import VOCABULARY, dossiers, known, plan_of, plans, title

stable = settings(
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failure takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@settings(stable, max_examples=25)
@given(plans(), st.lists(dossiers(), min_size=1, max_size=4))
def test_columns_say_what_the_reference_says(plan: Plan, worlds: list[Dossier]) -> None:
    statements = columns.prepare(plan, VOCABULARY)
    for dossier in worlds:
        conclusions = reference.decide(plan, dossier)
        findings = columns.decide(plan, VOCABULARY, dossier, statements)
        compare_findings(conclusions, findings)
        outcomes = {(f"{c.pack}/{c.title}", c.subject): c.outcome for c in conclusions}
        compare_outcomes(outcomes, findings)


@settings(stable, max_examples=25)
@given(plans(), dossiers())
def test_inference_says_what_the_others_say(plan: Plan, dossier: Dossier) -> None:
    agreed = evaluation.decide(plan, VOCABULARY, dossier)
    assert ("inference" in agreed.engines) is inference.is_available()


@settings(stable, max_examples=150)
@given(plans(), dossiers(holes=1, persons=2, units=1))
def test_what_is_said_holds_in_every_completion(plan: Plan, dossier: Dossier) -> None:
    check_soundness(plan, dossier)


def check_soundness(plan: Plan, dossier: Dossier) -> int:
    """Compare the reference with every completion; returns how many there were."""
    conclusions = reference.decide(plan, dossier)
    number = 0
    for world in completions(plan, dossier):
        number += 1
        beings = {being.id: being for being in world.beings}
        for conclusion in conclusions:
            title = plan.title(f"{conclusion.pack}/{conclusion.title}")
            being = beings[conclusion.subject]
            _check_title(conclusion, title, being, world)
            for finding, criterion in zip(conclusion.findings, title.criteria, strict=True):
                _check_criterion(finding, criterion, being, world)
            for measured, preference in zip(conclusion.preferences, title.prefer, strict=True):
                _check_interval(measured, preference.measure, being, world)
    return number


def _check_title(conclusion: Conclusion, title: PlannedTitle, being: Being, world: World) -> None:
    match conclusion.outcome:
        case Outcome.ELIGIBLE:
            assert deserves(title, being, world)
        case Outcome.NOT_ELIGIBLE:
            assert not deserves(title, being, world)
        case Outcome.NOT_APPLICABLE:
            assert not applies(title, being, world)


def _check_criterion(
    finding: Finding, criterion: PlannedCriterion, being: Being, world: World
) -> None:
    when = criterion.when is None or is_true(criterion.when, being, world)
    require = is_true(criterion.require, being, world)
    match finding.verdict:
        case Verdict.MET:
            assert require or not when
        case Verdict.NOT_MET:
            assert when and not require
        case Verdict.NOT_APPLICABLE:
            assert not when
    _check_proof(finding.require, being, world)
    if finding.when is not None:
        _check_proof(finding.when, being, world)


def _check_proof(proof: Proof, being: Being, world: World) -> None:
    """Each condition inside, too, and each number measured."""
    truth = is_true(proof.condition, being, world)
    assert proof.verdict is Verdict.UNKNOWN or truth is (proof.verdict is Verdict.MET)
    if isinstance(proof.condition, Count) and proof.interval is not None:
        _check_interval(proof.interval, proof.condition, being, world)
    for part in proof.parts:
        _check_proof(part, being, world)


def _check_interval(measured: Interval, count_of: Count, being: Being, world: World) -> None:
    number = count(count_of, being, world)
    assert measured.low <= number
    assert measured.high is None or number <= measured.high


NORTH = Compare("home", Op.IS, ("north",))
PRIZED = Count("prizes", None, None, Bound(Op.AT_LEAST, 1))
TITLE = title("t", "person", [(None, NORTH), (NORTH, PRIZED)], NORTH, [PRIZED])


Agreed = tuple[list[Conclusion], ColumnFindings]


@pytest.fixture(scope="module")
def agreed() -> Agreed:
    facts = {"home": known("north")}
    people = [Subject(name, "person", name, None, facts) for name in ("a", "b")]
    dossier, plan = Dossier(tuple(people)), plan_of(TITLE)
    return reference.decide(plan, dossier), columns.decide(plan, VOCABULARY, dossier)


@pytest.mark.parametrize(
    ("column", "number", "criterion", "words"),
    [
        ("c1", 0, "c1", ("met", "not_met")),
        ("c2", 3, "c2", ("unknown", "not_applicable")),
        ("applies", 1, "applies", ("met", "unknown")),
        ("outcome", 0, "conclusion", ("undetermined", "not_eligible")),
        ("c2.low", 1, "c2", ("0", "1")),
        ("c2.high", 7, "c2", ("∞", "7")),
        ("prefer.1.low", 1, "prefer.1", ("0", "1")),
        ("prefer.1.high", 0, "prefer.1", ("∞", "0")),
    ],
)
def test_any_difference_stops_and_names_itself(
    agreed: Agreed, column: str, number: int, criterion: str, words: tuple[str, str]
) -> None:
    conclusions, findings = agreed
    frame = findings.titles["pack/t"].copy()
    frame.loc[1, column] = number
    with pytest.raises(DisagreementError) as caught:
        compare_findings(conclusions, ColumnFindings({"pack/t": frame}))
    assert caught.value.code == "engines-differ"
    assert caught.value.details == {
        "subject": "b",
        "title": "pack/t",
        "criterion": criterion,
        "first_engine": "reference",
        "first": words[0],
        "second_engine": "columns",
        "second": words[1],
    }
    assert words[0] in caught.value.message("vi")


def test_a_subject_that_one_way_leaves_out_is_a_difference(agreed: Agreed) -> None:
    conclusions, findings = agreed
    shorter = ColumnFindings({"pack/t": findings.titles["pack/t"].iloc[:1]})
    for told, found in [(conclusions, shorter), (conclusions[:1], findings)]:
        with pytest.raises(DisagreementError) as caught:
            compare_findings(told, found)
        assert caught.value.details["subject"] == "b"


def test_an_inferred_conclusion_that_differs_or_lacks_stops() -> None:
    findings = ColumnFindings({"t": pd.DataFrame({"subject": ["a", "b"], "outcome": [2, 0]})})
    eligible, refused = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE
    compare_outcomes({("t", "a"): eligible, ("t", "b"): refused}, findings)
    for drawn in ({("t", "a"): eligible, ("t", "b"): eligible}, {("t", "a"): eligible}):
        with pytest.raises(DisagreementError) as caught:
            compare_outcomes(drawn, findings)
        assert caught.value.details["subject"] == "b"
        assert caught.value.details["first_engine"] == "inference"
