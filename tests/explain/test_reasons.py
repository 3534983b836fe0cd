"""Why a verdict is what it is: derived terms are written out with what they are made of."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from engine.conditions import (
    MEMBERS,
    Amount,
    AtLeast,
    Bound,
    Choose,
    Compare,
    Condition,
    Count,
    Day,
    Eligible,
    Every,
    Extreme,
    Known,
    Measured,
    Months,
    Op,
    Other,
    Rows,
    Share,
    Streak,
    Total,
    Unconfirmed,
    Window,
    Years,
)
from engine.conditions import Edge as WindowEdge
from engine.explain.reasons import because
from engine.facts import SchoolYear, State, Subject, Value
from engine.findings import Verdict
from engine.provenance import Cell

from .nodes import (
    AWARDS,
    FAMILY,
    FIVE,
    GOOD,
    GRADES,
    HEADS,
    PARTY,
    RATED,
    SCHOOL_YEARS,
    bounded,
    graded,
    held,
    person,
    proved,
    row,
    school,
    wording,
)

LONG = person(
    rows=graded(y2021="good", y2022="completed", y2023="good", y2024="good", y2025="excellent")
)
GAP = person(rows=graded(y2021="good", y2022=None, y2023="good", y2024="good", y2025="excellent"))
MEMBER_SHARE = bounded(Share(Rows(MEMBERS), PARTY), Op.AT_LEAST, "7/10")
DROPOUTS = Total(Rows("unit_incidents", None, FIVE), "dropouts", True)
YEAR_2019 = Value(
    None, State.PARTIAL, (Cell("a.xlsx", "NS", 3, 4, "2019"),), date(2019, 1, 1), date(2019, 12, 31)
)
AT_WORK = Months(Amount("joined"), Day(date(2025, 6, 1), "received"))


def told(condition: Condition, *subjects: Subject, lang: str = "vi") -> str:
    return because(proved(condition, *subjects), wording(lang))


def members(party: int, of: int) -> list[Subject]:
    return [person(f"m{n}", party_member=n < party) for n in range(of)]


def streak(number: int, op: Op = Op.AT_LEAST, window: Window = FIVE) -> Measured:
    return bounded(Streak(replace(RATED, window=window)), op, number)


def test_a_streak_names_its_years_and_what_broke_it() -> None:
    text = told(streak(4), LONG)
    assert "3 năm liên tục: 2023, 2024, 2025; cần ít nhất 4 năm" in text
    assert text.endswith("bị ngắt ở năm 2022 (mức xếp loại: Hoàn thành nhiệm vụ)")
    text = told(streak(4), LONG, lang="en")
    assert "3 years in a row: 2023, 2024, 2025; at least 4 years needed" in text
    assert text.endswith("broken in 2022 (grade: completed)")


def test_a_streak_that_is_long_enough_says_nothing_of_its_break() -> None:
    assert told(streak(3), LONG).endswith("2023, 2024, 2025; cần ít nhất 3 năm")


def test_a_streak_names_the_year_that_leaves_it_open() -> None:
    text = told(streak(4), GAP)
    assert "từ 3 năm đến 5 năm liên tục" in text
    assert text.endswith("chưa rõ năm 2022 (mức xếp loại: ô còn để trống)")


def test_a_streak_that_fills_its_window_is_not_broken() -> None:
    text = told(streak(4, window=Window(2023, 2025)), LONG)
    assert text.endswith("2023, 2024, 2025; cần ít nhất 4 năm")


def test_a_long_streak_is_named_by_its_ends() -> None:
    grades = {f"y{year}": "good" for year in range(2010, 2026)}
    text = told(streak(20, window=Window(2001, 2025)), person(rows=graded(**grades)))
    assert "từ 16 năm đến 25 năm liên tục: 2010–2025; cần ít nhất 20 năm" in text


def test_a_streak_of_school_years_names_school_years() -> None:
    rows = {"awards": tuple(row(SchoolYear(year)) for year in (2023, 2024))}
    asked = bounded(Streak(Rows("awards", None, SCHOOL_YEARS)), Op.AT_LEAST, 3)
    text = told(asked, person(rows=rows))
    assert "2 năm liên tục: 2023-2024, 2024-2025" in text
    assert "bị ngắt ở năm học 2022-2023" in text


def test_a_streak_that_rows_cut_names_its_years_where_they_are_certain() -> None:
    edge = WindowEdge(AWARDS, latest=True, included=True)
    cut = Window(2016, 2025, until=edge)
    rows = graded(y2020="good", y2021="good", y2022="good") | {"awards": (row(2021),)}
    assert "liên tục: 2020, 2021;" in told(streak(3, window=cut), person(rows=rows))


def test_years_are_named() -> None:
    text = told(bounded(Years(RATED), Op.AT_LEAST, 5), LONG)
    assert "4 năm (2021, 2023, 2024, 2025), cần ít nhất 5 năm" in text


@pytest.mark.parametrize(
    ("party", "of", "found"),
    [(7, 10, "7/10 (70%)"), (2, 3, "2/3 (khoảng 66,6%)"), (0, 4, "0/4 (0%)")],
)
def test_a_share_is_told_by_its_parts(party: int, of: int, found: str) -> None:
    assert f": {found}, cần ít nhất 70%" in told(MEMBER_SHARE, school(), *members(party, of))


def test_a_share_that_is_not_certain_is_a_range() -> None:
    stray = person("stray", unit=None, party_member=None)
    text = told(MEMBER_SHARE, school(), *members(7, 10), stray)
    assert "từ 7/11 (khoảng 63,6%) đến 8/11 (khoảng 72,7%)" in text


def test_a_share_of_nobody_says_so() -> None:
    assert told(MEMBER_SHARE, school()) == "không có thành viên của tập thể để xét"


def test_a_sum_is_told_by_its_parts() -> None:
    rows = {"unit_incidents": tuple(row(year, dropouts=year % 2) for year in FIVE.years)}
    text = told(bounded(DROPOUTS, Op.AT_MOST, 2), school(rows=rows))
    assert "3 (năm 2021: 1; năm 2022: 0; năm 2023: 1" in text
    assert text.endswith("cho phép không quá 2")


def test_the_lowest_place_of_a_scale_is_named() -> None:
    lowest = Extreme(Rows("ratings", None, FIVE), "grade", False, GRADES)
    text = told(bounded(lowest, Op.AT_LEAST, 2), LONG)
    assert text.endswith("Hoàn thành nhiệm vụ, cần từ Hoàn thành tốt nhiệm vụ trở lên")


def test_a_latest_year_without_rows_says_so() -> None:
    latest = bounded(Extreme(AWARDS, None, True), Op.AT_MOST, 2022)
    assert told(latest, person()) == "không có danh hiệu, hình thức khen thưởng đã đạt để xét"
    found = person(rows={"awards": (row(2024),)})
    assert told(latest, found).endswith("năm 2024, cần không muộn hơn năm 2022")


def test_months_name_the_days_between_which_they_were_counted() -> None:
    asked = bounded(AT_WORK, Op.AT_LEAST, 24)
    text = told(asked, person(joined=date(2024, 1, 1)))
    assert text.endswith("17 tháng (ngày vào ngành: 01/01/2024), cần ít nhất 24 tháng")
    text = told(bounded(AT_WORK, Op.AT_LEAST, 240), person(joined=date(2010, 1, 1)))
    assert "15 năm 5 tháng" in text


def test_a_partial_value_says_what_is_written_and_what_it_means() -> None:
    text = told(Compare("joined", Op.AT_LEAST, (date(2019, 6, 1),)), person(joined=YEAR_2019))
    assert text == "ngày vào ngành: ghi “2019”, hiểu là 01/01/2019–31/12/2019"
    text = told(Known("joined"), person(joined=replace(YEAR_2019, high=None, cells=())))
    assert text == "ngày vào ngành: chỉ biết là từ 01/01/2019 trở lên"


def test_a_measure_is_told_with_the_one_that_it_is_compared_with() -> None:
    asked = Measured(Count(AWARDS), Bound(Op.AT_LEAST, against=Count(RATED)))
    text = told(asked, replace(LONG, rows={**LONG.rows, "awards": (row(2024),)}))
    assert "có 1, cần không ít hơn số" in text or ": 1, cần không ít hơn số" in text
    assert text.endswith("(4)")


def test_a_fact_is_told_with_what_it_must_be() -> None:
    asked = Measured(Amount("joined"), Bound(Op.AT_MOST, date(2019, 1, 1)))
    text = told(asked, person(joined=date(2020, 1, 1)))
    assert text == "ngày vào ngành: 01/01/2020, cần không muộn hơn ngày 01/01/2019"


def decided(revoked: bool, **facts: bool) -> Subject:
    award = row(2025, award_title="ldtt", award_revoked=revoked)
    return person(rows={"awards": (award,)}, **facts)


@pytest.mark.parametrize(
    ("recorded_only", "subject", "text"),
    [
        (False, decided(False), "đã có quyết định (năm 2025)"),
        (False, person(party_member=True), "chưa có quyết định, đủ tiêu chuẩn theo kết quả"),
        (False, person(party_member=False), "kết quả xét lần này: Không đủ tiêu chuẩn"),
        (False, person(party_member=None), "(kết quả xét lần này: Chưa xác định)"),
        (
            False,
            decided(True, party_member=True),
            "không có quyết định còn hiệu lực; có quyết định đã bị thu hồi (năm 2025)",
        ),
        (True, decided(True), "; có quyết định đã bị thu hồi (năm 2025)"),
        (True, person(), "không có quyết định còn hiệu lực"),
    ],
)
def test_a_title_is_held_by_a_decision_or_by_this_run(
    recorded_only: bool, subject: Subject, text: str
) -> None:
    assert text in told(held(recorded_only), subject)


def test_a_title_of_which_no_decision_can_be_known_is_absent() -> None:
    nobody = replace(held(), recorded=Known(""), revoked=None, own=None)
    assert told(nobody, person()) == "Lao động tiên tiến: hồ sơ không có thông tin"
    own = replace(held(), recorded=Eligible("pack/ldtt"), revoked=None)
    assert "theo kết quả xét lần này" in told(own, person(party_member=True))


def test_the_parts_that_decided_are_told_with_their_number() -> None:
    two = AtLeast(2, (PARTY, FAMILY, HEADS))
    text = told(two, person(party_member=True, family_culture=False, heads_unit=False))
    assert text.startswith("đạt 1 trong 3 điều kiện, cần 2: gia đình")
    text = told(two, person(party_member=True, family_culture=None, heads_unit=False))
    assert text.startswith("đạt từ 1 đến 2 trong 3 điều kiện, cần 2: gia đình")


@pytest.mark.parametrize(
    ("party", "family", "heads", "text"),
    [
        (True, False, True, "là đảng viên: Có, nên xét: gia đình"),
        (False, False, True, "là đảng viên: Không, nên xét: là người đứng đầu"),
        (None, False, True, "chưa rõ áp dụng trường hợp nào (là đảng viên: ô còn để trống)"),
        (None, False, False, "áp dụng trường hợp nào cũng vậy: gia đình"),
    ],
)
def test_a_choice_says_which_branch_counts(
    party: bool | None, family: bool, heads: bool, text: str
) -> None:
    subject = person(party_member=party, family_culture=family, heads_unit=heads)
    assert told(Choose(PARTY, FAMILY, HEADS), subject).startswith(text)


def test_somebody_else_is_named() -> None:
    unit = Other("unit", Compare("has_party_cell", Op.IS, (True,)))
    text = told(unit, person(), school(has_party_cell=False))
    assert text == "đơn vị công tác (u): có tổ chức Đảng: Không"
    assert told(unit, person(unit=None)) == "chưa rõ đơn vị công tác"
    head = Other("head", PARTY, "heads_unit")
    text = told(head, school(), person("h", heads_unit=True, party_member=False))
    assert text == "người đứng đầu (h): là đảng viên: Không"
    assert told(head, school()) == "chưa rõ ai là người đứng đầu đơn vị"


def test_an_unconfirmed_rule_says_so_and_what_it_would_find() -> None:
    text = told(Unconfirmed("unconfirmed", PARTY), person(party_member=False))
    assert text == "(quy định chưa được xác nhận) là đảng viên: Không"


def test_rows_of_school_years_are_named_by_them() -> None:
    asked = Every(Rows("ratings", None, SCHOOL_YEARS), GOOD)
    rated = tuple(row(SchoolYear(year), grade="completed") for year in (2021, 2022, 2023, 2024))
    text = told(asked, person(rows={"ratings": rated}))
    assert "năm học 2021-2022 – mức xếp loại: Hoàn thành nhiệm vụ" in text


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("covered", [frozenset(), frozenset({"person", "awards"})])
def test_what_has_no_sheet_names_it(lang: str, covered: frozenset[str]) -> None:
    asked = bounded(Count(Rows("initiatives")), Op.AT_LEAST, 1)
    proof = proved(asked, person(), covered=covered)
    assert proof.verdict is Verdict.UNKNOWN
    assert "Sáng kiến" in because(proof, wording(lang))


def test_a_number_without_an_exact_decimal_is_written_as_a_fraction() -> None:
    asked = Measured(Count(AWARDS), Bound(Op.AT_LEAST, Fraction(4, 3)))
    assert told(asked, person(rows={"awards": (row(2024),)})).endswith("có 1, cần ít nhất 4/3")
