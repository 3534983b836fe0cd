"""Numbers are written the way people do."""

from fractions import Fraction

import pytest

from engine.explain.values import number_text, percent_text


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (Fraction(0), "0", "0"),
        (Fraction(1_200_000), "1200000", "1200000"),
        (Fraction(-5), "-5", "-5"),
        (Fraction(5, 2), "2,5", "2.5"),
        (Fraction(-1, 10**6), "-0,000001", "-0.000001"),
        (Fraction(2, 3), "2/3", "2/3"),
        (Fraction(1, 10**7), "1/10000000", "1/10000000"),
    ],
)
def test_a_number_is_a_decimal_where_that_is_exact(number: Fraction, vi: str, en: str) -> None:
    assert (number_text(number, "vi"), number_text(number, "en")) == (vi, en)


def test_a_share_is_told_in_percent_where_that_is_exact() -> None:
    shares = (Fraction(1), Fraction(1, 8), Fraction(1, 3))
    assert [percent_text(share, "vi") for share in shares] == ["100%", "12,5%", "1/3"]
