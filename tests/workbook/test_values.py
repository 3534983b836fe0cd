"""What is known when several cells speak of the same thing."""

from itertools import permutations

import pytest

from engine.facts import ABSENT, Scalar, SchoolYear, State, Value
from engine.provenance import Cell
from engine.workbook.cells.values import contradicted, merge

CELL = Cell("a.xlsx", "S", 1, 1, "x")
BLANK = Value(None, State.BLANK)
ZERO = Value(0, State.ASSUMED)
UNREADABLE = Value(None, State.UNREADABLE)


def known(scalar: Scalar) -> Value:
    return Value(scalar, State.KNOWN)


def partial(low: Scalar | None, high: Scalar | None) -> Value:
    return Value(None, State.PARTIAL, (), low, high)


CONTRADICTORY = Value(None, State.CONTRADICTORY)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([known(5), partial(5, 6)], known(5)),
        ([known(6), partial(5, 6)], known(6)),
        ([known(7), partial(5, 6)], CONTRADICTORY),
        ([known(4), partial(5, None)], CONTRADICTORY),
        ([known(9), partial(5, None)], known(9)),
        ([partial(5, 8), partial(7, 9)], partial(7, 8)),
        ([partial(5, None), partial(None, 9)], partial(5, 9)),
        ([partial(5, None), partial(7, None)], partial(7, None)),
        ([partial(5, 6), partial(6, 9)], known(6)),
        ([partial(5, 6), partial(7, 9)], CONTRADICTORY),
        ([partial(5, 8), partial(7, 9), known(5)], CONTRADICTORY),
        ([partial(5, 6), BLANK], partial(5, 6)),
        ([partial(5, 6), ZERO], partial(5, 6)),
        ([partial(5, 6), ABSENT], partial(5, 6)),
        ([partial(5, 6), UNREADABLE], UNREADABLE),
        ([known(2024), known(SchoolYear(2024))], CONTRADICTORY),
        ([known("a"), known("a"), BLANK], known("a")),
        ([known("a"), known("b")], CONTRADICTORY),
        ([BLANK, ZERO], ZERO),
        ([], ABSENT),
    ],
)
def test_what_all_cells_allow_is_left(values: list[Value], expected: Value) -> None:
    for order in permutations(values):
        assert merge(order) == expected


def test_a_partial_value_that_may_be_of_somebody_else_is_contradicted() -> None:
    assert contradicted(partial(5, 6), [CELL]) == Value(None, State.CONTRADICTORY, (CELL,))
    assert contradicted(BLANK, [CELL]) == BLANK
