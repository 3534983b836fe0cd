"""Every way to a verdict says the same, and what is said holds whatever the blanks hide."""

from fractions import Fraction
from random import Random
from typing import get_args

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bench.agreement import Tally, decide_seed
from engine import evaluation
from engine.conditions import Bound, Condition, Count, Measure, Measured, Op, Rows, Share
from engine.decide import columns, inference, reference
from engine.decide.agreement import compare_findings, compare_outcomes, compare_units
from engine.decide.columns import ColumnFindings
from engine.errors import DisagreementError
from engine.facts import Dossier
from engine.findings import Conclusion, Outcome
from engine.plan import Plan
from tests.decide.both import NORTH, VALID, having, person, row
from tests.generated.batches import random_batch, together
from tests.generated.dossiers import known_dossier
from tests.generated.plans import plan_of, title
from tests.generated.vocabulary import VOCABULARY
from tests.oracle.completions import all_completions, completions
from tests.oracle.soundness import check_exactness, check_soundness
from tests.strategies import dossiers, plans, seeded
from tests.ways import agreed as agreed_all_ways

stable = settings(
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failure takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@settings(stable, max_examples=8)
@given(plans(titles=2), seeded)
def test_columns_and_inference_say_what_the_reference_says(plan: Plan, rng: Random) -> None:
    statements = columns.prepare(plan, VOCABULARY)
    agreed_all_ways(plan, VOCABULARY, together(random_batch(rng, 25)), statements)


@settings(stable, max_examples=4)
@given(plans(titles=2), dossiers())
def test_a_dossier_is_decided_in_every_way_there_is(plan: Plan, dossier: Dossier) -> None:
    agreed = evaluation.decide(plan, VOCABULARY, dossier)
    assert ("inference" in agreed.engines) is inference.is_available()


@settings(stable, max_examples=400)
@given(plans(), dossiers(holes=1, persons=2, units=1))
def test_what_is_said_holds_in_every_completion(plan: Plan, dossier: Dossier) -> None:
    check_soundness(plan, reference.decide(plan, dossier), completions(plan, dossier, 40))


@settings(stable, max_examples=300)
@given(plans(), seeded.map(known_dossier))
def test_where_all_is_known_only_what_is_undefined_is_unknown(plan: Plan, dossier: Dossier) -> None:
    """Nothing to measure, nobody's head or unit, and what nobody has confirmed."""
    worlds = all_completions(plan, dossier, most=1)
    assert worlds is not None
    check_exactness(plan, reference.decide(plan, dossier), worlds[0])


def test_random_pairs_hit_every_node_measure_and_operator() -> None:
    tally = Tally()
    for seed in range(10, 20):
        tally.add(decide_seed(seed, dossiers=45, batches=1))
    assert tally.pairs >= 400
    assert tally.small >= 40
    hit = {word for name, _ in tally.hits for word in name.split()}
    nodes = {node.__name__ for node in (*get_args(Condition), *get_args(Measure))}
    assert hit >= nodes - {"Measured"} | {op.value for op in Op}
    assert hit >= {"since", "until", "latest", "first", "school", "members", "head", "unit"}


PRIZES = Rows("prizes")
PRIZED = Measured(Count(PRIZES), Bound(Op.AT_LEAST, Fraction(1)))
FAIR = Measured(Share(PRIZES, VALID), Bound(Op.AT_LEAST, Fraction(1, 2)))
CRITERIA: list[tuple[Condition | None, Condition]] = [(None, NORTH), (NORTH, PRIZED), (None, FAIR)]
TITLE = title("t", "person", CRITERIA, NORTH, [Count(PRIZES)])


Agreed = tuple[list[Conclusion], ColumnFindings]


@pytest.fixture(scope="module")
def agreed() -> Agreed:
    people = [having(person(name, home="north"), row(valid=True)) for name in ("a", "b")]
    dossier, plan = Dossier(tuple(people)), plan_of(TITLE)
    return reference.decide(plan, dossier), columns.decide(plan, VOCABULARY, dossier)


@pytest.mark.parametrize(
    ("column", "number", "criterion", "words"),
    [
        ("c1", 0, "c1", ("met", "not_met")),
        ("c2", 3, "c2", ("met", "not_applicable")),
        ("applies", 1, "applies", ("met", "unknown")),
        ("outcome", 0, "conclusion", ("undetermined", "not_eligible")),
        ("c2.low", 0, "c2", ("1", "0")),
        ("c2.high", 7, "c2", ("∞", "7")),
        ("c3.high.of", 2, "c3", ("1", "1/2")),
        ("prefer.1.low", 0, "prefer.1", ("1", "0")),
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


def test_a_column_that_nobody_asked_for_is_a_difference(agreed: Agreed) -> None:
    conclusions, findings = agreed
    frame = findings.titles["pack/t"].assign(invented=1)
    with pytest.raises(DisagreementError) as caught:
        compare_findings(conclusions, ColumnFindings({"pack/t": frame}))
    assert caught.value.details["criterion"] == "invented"


def test_a_subject_in_another_unit_is_a_difference(agreed: Agreed) -> None:
    _, findings = agreed
    people = [having(person(name, home="north"), row(valid=True)) for name in ("a", "b")]
    dossier = Dossier(tuple(people))
    compare_units(dossier, findings)
    frame = findings.titles["pack/t"].copy()
    frame.loc[1, "unit"] = "elsewhere"
    with pytest.raises(DisagreementError) as caught:
        compare_units(dossier, ColumnFindings({"pack/t": frame}))
    assert (caught.value.details["subject"], caught.value.details["second"]) == ("b", "elsewhere")


def test_an_inferred_conclusion_that_differs_or_lacks_stops() -> None:
    findings = ColumnFindings({"t": pd.DataFrame({"subject": ["a", "b"], "outcome": [2, 0]})})
    eligible, refused = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE
    compare_outcomes({("t", "a"): eligible, ("t", "b"): refused}, findings)
    for drawn in ({("t", "a"): eligible, ("t", "b"): eligible}, {("t", "a"): eligible}):
        with pytest.raises(DisagreementError) as caught:
            compare_outcomes(drawn, findings)
        assert caught.value.details["subject"] == "b"
        assert caught.value.details["first_engine"] == "inference"
