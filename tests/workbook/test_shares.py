"""Shares of a whole: percent, fractions of one, and votes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.facts import State
from engine.workbook.grids import Raw

from .books import read_cell

Ends = tuple[str, str] | None


def share(raw: Raw) -> Ends:
    """The least and the greatest share that a cell may mean, or None."""
    parsed = read_cell("vote_share", raw)
    if parsed.state is State.PARTIAL:
        return str(parsed.low), str(parsed.high)
    return None if parsed.scalar is None else (str(parsed.scalar), str(parsed.scalar))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("85,7", "0.857"), ("85.7", "0.857"), (85.7, "0.857"), ("85,7%", "0.857"),
        ("85.7 %", "0.857"), ("0,857", "0.857"), (0.857, "0.857"), ("85", "0.85"), (85, "0.85"),
        ("0", "0"), (0, "0"), ("0%", "0"), ("100", "1"), ("100%", "1"), (100, "1"), ("1%", "0.01"),
        ("1,5", "0.015"), ("0,5%", "0.005"), ("0,99", "0.99"), ("1,01", "0.0101"),
        ("85,714%", "0.85714"), ("85.714", "0.85714"), ("9/9", "1"), ("9/9 (100%)", "1"),
        ("0/9", "0"), ("9/10 phiếu", "0.9"), ("9 trên 10", "0.9"), ("9 tren 10", "0.9"),
        ("09/10", "0.9"), ("9/10 phiếu, đạt 90%", "0.9"),
        ("9/10 = 90%", "0.9"), ("90% (9/10)", "0.9"), ("Đạt 9/10 phiếu đồng ý", "0.9"),
        ("9/10 - 90,0%", "0.9"),
    ],
)  # fmt: skip
def test_a_share_is_read_in_each_of_its_forms(raw: Raw, expected: str) -> None:
    assert share(raw) == (expected, expected)


@pytest.mark.parametrize(
    ("raw", "low", "high"),
    [
        ("1", "0.01", "1"), (1, "0.01", "1"), (1.0, "0.01", "1"), ("85-90", "0.85", "0.9"),
        ("85-90%", "0.85", "0.9"), ("từ 85,7% trở lên", "0.857", "1"), ("trên 80", "0.8", "1"),
        ("dưới 50%", "0", "0.5"), ("0,5-1", "0.5", "1"), ("8/9", "0.888888", "0.888889"),
        ("8/9 (88,9%)", "0.888888", "0.888889"), ("8/9 (88,8%)", "0.888888", "0.888889"),
        ("8/9 (89%)", "0.888888", "0.888889"), ("1/3", "0.333333", "0.333334"),
    ],
)  # fmt: skip
def test_a_share_may_be_known_within_limits(raw: Raw, low: str, high: str) -> None:
    assert share(raw) == (low, high)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (101, "share-unreadable"), ("100,1%", "share-unreadable"), (-1, "share-unreadable"),
        ("-5%", "share-unreadable"), ("10/9", "share-unreadable"), ("8/0", "share-unreadable"),
        ("0/0", "share-unreadable"), ("≥ 8/9", "share-unreadable"), ("1.234,5", "share-unreadable"),
        ("8/9 không đồng ý", "share-unreadable"), ("8/9 vắng 1", "share-unreadable"),
        ("8/9 (88,9% và 90%)", "share-unreadable"), ("8/9/2025", "share-unreadable"),
        ("8 phiếu/9", "share-unreadable"), ("cao", "share-unreadable"),
        ("90-85", "share-unreadable"), ("85.714.2", "share-unreadable"),
        ("8/9 (90%)", "votes-contradict"), ("8/9 (88,7%)", "votes-contradict"),
        ("8/9 (88,79%)", "votes-contradict"), ("90% (8/9)", "votes-contradict"),
        (date(2025, 9, 8), "number-became-date"),
    ],
)  # fmt: skip
def test_what_is_no_share_is_told(raw: Raw, code: str) -> None:
    parsed = read_cell("vote_share", raw)
    assert (parsed.scalar, parsed.state, parsed.code) == (None, State.UNREADABLE, code)


def test_votes_are_exact_and_not_told_as_a_range() -> None:
    assert read_cell("vote_share", "8/9").code == ""
    assert read_cell("vote_share", "1").code == "value-partial"


def test_votes_that_contradict_their_percentage_are_told_with_both() -> None:
    details = read_cell("vote_share", "8/9 (90%)").details
    assert (details["votes"], details["share"], details["exact"]) == ("8/9", "90%", "88,9%")


votes = st.integers(1, 200).flatmap(lambda all_: st.tuples(st.integers(0, all_), st.just(all_)))
FORMS = ("{part}/{whole}", "{part} trên {whole}", "{part}/{whole} phiếu", "{part:02}/{whole:02}",
         "{part}/{whole} ({percent}%)", "{percent}% ({part}/{whole})", "{percent}%")  # fmt: skip


@settings(deadline=None)
@given(votes, st.sampled_from(FORMS), st.sampled_from(".,"))
def test_votes_read_back_as_a_range_of_their_share(
    vote: tuple[int, int], form: str, comma: str
) -> None:
    part, whole = vote
    exact = Fraction(part, whole)
    percent = f"{float(exact * 100):.2f}".replace(".", comma)
    ends = share(form.format(part=part, whole=whole, percent=percent))
    assert ends is not None
    low, high = (Fraction(Decimal(end)) for end in ends)
    slack = Fraction(1, 20000) if form.startswith("{percent}%") and "part" not in form else 0
    assert low - slack <= exact <= high + slack
    assert high - low <= Fraction(1, 10**6)


def test_words_without_end_beside_votes_are_answered_at_once() -> None:
    assert read_cell("vote_share", "8/9" + " phiếu đồng ý" * 2000 + "x").code == "share-unreadable"
