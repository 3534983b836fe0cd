"""Which proofs are made again after a change to a subject."""

import pytest

from engine.conditions import (
    All,
    Bound,
    Compare,
    Condition,
    Count,
    Eligible,
    Every,
    Known,
    Measured,
    Op,
    Other,
    Rows,
)
from engine.explain.standing import Proofs
from engine.facts import Row, State, Subject, Value
from engine.findings import Proof, Verdict

ROLE, VOTED = Value("teacher", State.KNOWN), Value(True, State.KNOWN)
BEFORE = Subject("a", "person", "A", "u", facts={"role": ROLE}, rows={"awards": (Row({}),)})
WITH_FACT = Subject("a", "person", "A", "u", facts={"role": VOTED}, rows=BEFORE.rows)
WITH_ROW = Subject("a", "person", "A", "u", facts=BEFORE.facts, rows={"awards": ()})


def counted(relation: str, where: Condition | None = None) -> Condition:
    return Measured(Count(Rows(relation, where)), Bound(Op.AT_LEAST, 1))


def is_kept(condition: Condition, after: Subject, subject: str = "a") -> bool:
    """Whether a proof about a subject stands after a change."""
    proofs = Proofs()
    proofs.hold(Proof(condition, Verdict.MET), subject)
    left = proofs.after(BEFORE, after)
    made: list[Proof] = []

    def prove() -> Proof:
        made.append(Proof(condition, Verdict.NOT_MET))
        return made[0]

    left.get(condition, subject, prove)
    return not made


@pytest.mark.parametrize(
    ("condition", "after", "stands"),
    [
        (Known("role"), WITH_FACT, False),
        (Known("role"), WITH_ROW, True),
        (Known("voted"), WITH_FACT, True),
        (All((Known("voted"), Compare("role", Op.IS, ("x",)))), WITH_FACT, False),
        (counted("awards"), WITH_ROW, False),
        (counted("awards"), WITH_FACT, True),
        (counted("ratings"), WITH_ROW, True),
        (Every(Rows("awards", None), Known("x")), WITH_ROW, False),
        (counted("members", Known("x")), WITH_FACT, False),
        (Other("unit", Known("x")), WITH_FACT, False),
        (Eligible("p/t"), WITH_FACT, False),
    ],
)
def test_a_proof_stands_unless_the_change_may_touch_it(
    condition: Condition, after: Subject, stands: bool
) -> None:
    assert is_kept(condition, after) is stands


def test_a_change_to_somebody_else_touches_only_what_looks_at_others() -> None:
    assert is_kept(Known("role"), WITH_FACT, "b")
    assert not is_kept(Other("unit", Known("role")), WITH_FACT, "b")


def test_what_a_proof_is_made_of_need_not_be_proved_again() -> None:
    part = Known("role")
    proofs = Proofs()
    whole = Proof(All((part,)), Verdict.MET, parts=(Proof(part, Verdict.MET),))
    proofs.hold(whole, "a")
    assert proofs.get(part, "a", lambda: pytest.fail("proved again")) is whole.parts[0]
