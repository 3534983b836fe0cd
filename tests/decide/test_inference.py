"""Inference draws from any pattern of findings what the definition of a title says."""

import threading
from itertools import product

import pytest

from engine.decide import inference
from engine.decide.inference import Pattern
from engine.errors import DisagreementError
from engine.findings import Outcome, Verdict, conclude
from engine.plan import Plan, PlannedTitle
from tests.worlds import PACK, planned

pytestmark = pytest.mark.skipif(
    not inference.is_available(), reason="durable-rules has no build for this system"
)


def test_every_pattern_of_a_small_title_gets_the_conclusion_of_the_definition() -> None:
    title = planned().title(f"{PACK}/nghia-vu-bao-cao")
    patterns: list[Pattern] = list(product((0, 1, 2), (0, 1, 2, 3), (0, 1, 2, 3)))
    drawn = infer(title, patterns)
    for pattern, outcome in zip(patterns, drawn, strict=True):
        applies, *verdicts = (Verdict(number) for number in pattern)
        assert outcome is conclude(applies, iter(verdicts)), pattern


def infer(title: PlannedTitle, patterns: list[Pattern]) -> tuple[Outcome, ...]:
    plan = Plan((), 2025, planned().received, (title,), frozenset())
    subjects = [str(number) for number in range(len(patterns))]
    inferred = inference.infer(plan, {title.key: patterns}, {title.key: subjects})
    return inferred.outcomes[title.key]


def test_a_title_with_more_criteria_than_one_rule_set_holds() -> None:
    large = planned().title(f"{PACK}/mo-hinh-tap-the")
    criteria = tuple(criterion for _ in range(5) for criterion in large.criteria)
    title = PlannedTitle("p", "t", "award", large.name, "", "unit", None, criteria)
    met = (2, *[2] * len(criteria))
    patterns = [met, (*met[:-1], 1), (*met[:-1], 0), (1, *met[1:]), (0, *met[1:])]
    assert infer(title, patterns) == (
        Outcome.ELIGIBLE,
        Outcome.UNDETERMINED,
        Outcome.NOT_ELIGIBLE,
        Outcome.UNDETERMINED,
        Outcome.NOT_APPLICABLE,
    )


def test_conclusions_chain_from_title_to_title() -> None:
    """The finding on the first title is replaced by what was inferred for it."""
    general = planned().title(f"{PACK}/dien-hinh-ca-nhan")
    field = planned().title(f"{PACK}/hoc-tap-bac-ca-nhan")
    plan = Plan((), 2025, planned().received, (general, field), frozenset())
    refused = (2, 0, *[2] * (len(general.criteria) - 1))
    patterns: dict[str, list[Pattern]] = {
        general.key: [refused],
        field.key: [(2, 2, 2, 2)],
    }
    inferred = inference.infer(plan, patterns, {general.key: ["A"], field.key: ["A"]})
    assert inferred.outcomes[field.key] == (Outcome.NOT_ELIGIBLE,)


def test_a_verdict_that_no_rule_knows_is_a_fault_and_not_a_conclusion() -> None:
    title = planned().title(f"{PACK}/nghia-vu-bao-cao")
    with pytest.raises(DisagreementError):
        infer(title, [(2, -1, 2)])


def test_nothing_keeps_running_once_all_is_inferred() -> None:
    before = threading.active_count()
    infer(planned().title(f"{PACK}/nghia-vu-bao-cao"), [(2, 2, 2)])
    assert threading.active_count() == before
