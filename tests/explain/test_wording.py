"""What each kind of condition asks, in both languages, without deciding anything."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from engine.conditions import (
    MEMBERS,
    All,
    Amount,
    AnyOf,
    AtLeast,
    Attested,
    Bound,
    Choose,
    Compare,
    Condition,
    Count,
    Day,
    Edge,
    Eligible,
    Every,
    Extreme,
    Known,
    Measured,
    Months,
    Not,
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
from engine.explain.wording import requirement

from .nodes import (
    AWARDS,
    FAMILY,
    FIVE,
    GOOD,
    GRADES,
    HEADS,
    PARTY,
    RATED,
    SCHOOL,
    SCHOOL_YEARS,
    bounded,
    held,
    wording,
)

MEMBER = Rows(MEMBERS)
EXCELLENT = Compare("grade", Op.IS, ("excellent",))
BEST = Rows("ratings", EXCELLENT, FIVE)
BEFORE = Window(2016, 2024)
INCIDENTS = Rows("unit_incidents", None, FIVE)
SINCE_JOINING = Months(Amount("joined"), Day(date(2025, 6, 1), "received"))
JOINED = Day(date(2025, 6, 1), "received")


def within(rows: Rows, window: Window) -> Rows:
    return replace(rows, window=window)


CONDITIONS: list[tuple[str, Condition, str, str]] = [
    (
        "a scale",
        GOOD,
        "mức xếp loại từ Hoàn thành tốt nhiệm vụ trở lên",
        "grade: good or better",
    ),
    (
        "a number",
        Compare("dropouts", Op.BETWEEN, (1, 3)),
        "số học sinh bỏ học từ 1 đến 3",
        "pupils who dropped out: 1 to 3",
    ),
    (
        "a day",
        Compare("joined", Op.AT_MOST, (date(2020, 9, 1),)),
        "ngày vào ngành không muộn hơn 01/09/2020",
        "joined on: 2020-09-01 or earlier",
    ),
    ("a fact that is so", PARTY, "là đảng viên", "is a Party member"),
    (
        "alternatives",
        Compare("role", Op.ONE_OF, ("teacher", "staff")),
        "chức vụ là một trong: Giáo viên hoặc Nhân viên",
        "role is one of: teacher or staff member",
    ),
    ("known", Known("joined"), "có thông tin về ngày vào ngành", "joined on is known"),
    (
        "attested",
        Attested("trusted", "trade_union"),
        "Công đoàn cơ sở xác nhận việc được lãnh đạo và tập thể tín nhiệm cao",
        "trade union confirms: highly trusted by leaders and colleagues",
    ),
    (
        "all",
        All((PARTY, HEADS)),
        "là đảng viên; là người đứng đầu cơ quan, đơn vị",
        "is a Party member; heads the unit",
    ),
    (
        "any",
        AnyOf((PARTY, HEADS)),
        "là đảng viên hoặc là người đứng đầu cơ quan, đơn vị",
        "is a Party member or heads the unit",
    ),
    ("not", Not(PARTY), "không thuộc trường hợp là đảng viên", "not the case: is a Party member"),
    (
        "some of",
        AtLeast(1, (PARTY, HEADS)),
        "đạt ít nhất 1 trong 2 điều kiện: là đảng viên; là người đứng đầu cơ quan, đơn vị",
        "at least 1 of 2: is a Party member; heads the unit",
    ),
    (
        "choose",
        Choose(PARTY, HEADS, FAMILY),
        "nếu là đảng viên thì là người đứng đầu cơ quan, đơn vị; "
        'nếu không thì gia đình đạt danh hiệu "Gia đình văn hóa"',
        "if is a Party member: heads the unit; "
        "otherwise: household holds the title Cultural Family",
    ),
    (
        "every",
        Every(Rows("ratings", None, FIVE), GOOD),
        "kết quả xếp loại hằng năm trong giai đoạn 2021–2025 đều phải đạt: "
        "mức xếp loại từ Hoàn thành tốt nhiệm vụ trở lên",
        "each of yearly ratings, 2021–2025: grade: good or better",
    ),
    (
        "the unit",
        Other("unit", Compare("has_party_cell", Op.IS, (True,))),
        "đơn vị công tác đạt yêu cầu “có tổ chức Đảng”",
        "the person's unit: has a Party organisation",
    ),
    (
        "the head",
        Other("head", Eligible("pack/ldtt"), "heads_unit"),
        "người đứng đầu đơn vị đạt Lao động tiên tiến",
        "the head of the unit: eligible for Advanced worker",
    ),
    (
        "the head of one's unit",
        Other("unit", Other("head", held(), "heads_unit")),
        "người đứng đầu đơn vị công tác đạt Lao động tiên tiến",
        "the head of the person's unit: holds Advanced worker",
    ),
    ("holds", held(), "đạt Lao động tiên tiến", "holds Advanced worker"),
    (
        "holds by a decision",
        held(recorded_only=True),
        "có quyết định công nhận Lao động tiên tiến còn hiệu lực",
        "holds Advanced worker by a valid decision",
    ),
    (
        "unconfirmed",
        Unconfirmed("unconfirmed", PARTY),
        "(quy định chưa được xác nhận) là đảng viên",
        "(rule not confirmed) is a Party member",
    ),
    (
        "draft",
        Unconfirmed("draft", PARTY),
        "(quy định mới là dự thảo) là đảng viên",
        "(rule only a draft) is a Party member",
    ),
]

GOOD_VI = "kết quả xếp loại hằng năm (mức xếp loại: Hoàn thành xuất sắc nhiệm vụ)"
GOOD_EN = "yearly ratings (grade: excellent)"

MEASURES: list[tuple[str, Condition, str, str]] = [
    (
        "none",
        bounded(Count(BEST), Op.AT_MOST, 0),
        f"không có {GOOD_VI} trong giai đoạn 2021–2025",
        f"no {GOOD_EN}, 2021–2025",
    ),
    (
        "a count between",
        bounded(Count(BEST), Op.BETWEEN, 2, most=Fraction(4)),
        f"có từ 2 đến 4 {GOOD_VI} trong giai đoạn 2021–2025",
        f"{GOOD_EN}, 2021–2025: 2 to 4",
    ),
    (
        "a share",
        bounded(Share(MEMBER, held()), Op.AT_LEAST, "7/10"),
        "ít nhất 70% thành viên của tập thể đạt Lao động tiên tiến",
        "at least 70% of members of the unit: holds Advanced worker",
    ),
    (
        "a share that is no whole percent",
        bounded(Share(MEMBER, PARTY), Op.MORE_THAN, "2/3"),
        "trên 2/3 thành viên của tập thể đạt yêu cầu “là đảng viên”",
        "more than 2/3 of members of the unit: is a Party member",
    ),
    (
        "a share of tenths",
        bounded(Share(MEMBER, held()), Op.AT_MOST, "1/8"),
        "không quá 12,5% thành viên của tập thể đạt Lao động tiên tiến",
        "at most 12.5% of members of the unit: holds Advanced worker",
    ),
    (
        "all, or nobody",
        Measured(Share(MEMBER, held()), Bound(Op.IS, Fraction(1)), if_none=True),
        "100% thành viên của tập thể đạt Lao động tiên tiến "
        "(không có trường hợp nào thì coi là đạt)",
        "100% of members of the unit: holds Advanced worker (met where there is none)",
    ),
    (
        "a sum",
        bounded(Total(INCIDENTS, "dropouts"), Op.AT_MOST, 3),
        "tổng số học sinh bỏ học trong giai đoạn 2021–2025 không quá 3",
        "total of pupils who dropped out, 2021–2025: at most 3",
    ),
    (
        "the lowest place of a scale",
        bounded(Extreme(Rows("ratings", None, FIVE), "grade", False, GRADES), Op.AT_LEAST, 2),
        "mức xếp loại thấp nhất của kết quả xếp loại hằng năm trong giai đoạn 2021–2025 "
        "từ Hoàn thành tốt nhiệm vụ trở lên",
        "lowest grade of yearly ratings, 2021–2025: good or better",
    ),
    (
        "the greatest number",
        bounded(Extreme(INCIDENTS, "dropouts", True), Op.LESS_THAN, 5),
        "số học sinh bỏ học lớn nhất của số vụ việc vi phạm, đơn thư hằng năm "
        "trong giai đoạn 2021–2025 dưới 5",
        "greatest pupils who dropped out of yearly counts of breaches and complaints, "
        "2021–2025: less than 5",
    ),
    (
        "the latest year",
        bounded(Extreme(AWARDS, None, True), Op.AT_MOST, 2022),
        "năm gần nhất có danh hiệu, hình thức khen thưởng đã đạt không muộn hơn năm 2022",
        "latest year with awards held: 2022 or earlier",
    ),
    (
        "the first school year",
        bounded(Extreme(AWARDS, None, False, (), SCHOOL), Op.MORE_THAN, 2022),
        "năm đầu tiên có danh hiệu, hình thức khen thưởng đã đạt sau năm học 2022-2023",
        "first year with awards held: after school year 2022-2023",
    ),
    (
        "the latest day",
        bounded(Extreme(AWARDS, "award_date", True), Op.AT_LEAST, date(2022, 9, 1)),
        "ngày quyết định gần nhất của danh hiệu, hình thức khen thưởng đã đạt "
        "từ ngày 01/09/2022 trở đi",
        "latest date of the decision of awards held: 2022-09-01 or later",
    ),
    (
        "years",
        bounded(Years(BEST), Op.AT_LEAST, 2),
        f"có ít nhất 2 năm có {GOOD_VI} trong giai đoạn 2021–2025",
        f"years with {GOOD_EN}, 2021–2025: at least 2",
    ),
    (
        "a streak up to the judged year",
        bounded(Streak(BEST), Op.AT_LEAST, 3),
        f"có ít nhất 3 năm liên tục có {GOOD_VI}, tính đến năm 2025",
        f"consecutive years with {GOOD_EN}, up to 2025: at least 3",
    ),
    (
        "a streak up to the year before",
        bounded(Streak(within(BEST, BEFORE)), Op.IS, 3),
        f"có đúng 3 năm liên tục có {GOOD_VI}, tính đến năm trước năm xét (năm 2024)",
        f"consecutive years with {GOOD_EN}, up to the year before the judged one (2024): exactly 3",
    ),
    (
        "a streak in cycles",
        bounded(Streak(BEST), Op.MULTIPLE_OF, 2),
        f"số năm liên tục có {GOOD_VI}, tính đến năm 2025 là bội số của 2",
        f"consecutive years with {GOOD_EN}, up to 2025: a multiple of 2",
    ),
    (
        "months",
        bounded(SINCE_JOINING, Op.AT_LEAST, 24),
        "ít nhất 24 tháng kể từ ngày vào ngành đến ngày nhận hồ sơ (01/06/2025)",
        "at least 24 months from joined on to the day of receipt (2025-06-01)",
    ),
    (
        "a long time in years",
        bounded(SINCE_JOINING, Op.AT_LEAST, 240),
        "ít nhất 20 năm kể từ ngày vào ngành đến ngày nhận hồ sơ (01/06/2025)",
        "at least 20 years from joined on to the day of receipt (2025-06-01)",
    ),
    (
        "a measure with another",
        Measured(Streak(BEST), Bound(Op.AT_LEAST, against=Count(AWARDS))),
        f"số năm liên tục có {GOOD_VI}, tính đến năm 2025 không ít hơn số danh hiệu, "
        "hình thức khen thưởng đã đạt",
        f"consecutive years with {GOOD_EN}, up to 2025: not fewer than awards held",
    ),
    (
        "a fact with a measure",
        Measured(Amount("dropouts"), Bound(Op.LESS_THAN, against=Count(AWARDS))),
        "số học sinh bỏ học ít hơn số danh hiệu, hình thức khen thưởng đã đạt",
        "pupils who dropped out: fewer than awards held",
    ),
    (
        "a day with a day",
        Measured(
            Extreme(AWARDS, "award_date", True), Bound(Op.MORE_THAN, against=Amount("joined"))
        ),
        "ngày quyết định gần nhất của danh hiệu, hình thức khen thưởng đã đạt sau ngày vào ngành",
        "latest date of the decision of awards held: after joined on",
    ),
]

SEVERAL = "danh hiệu, hình thức khen thưởng đã đạt"


def some(window: Window) -> Measured:
    return bounded(Count(within(AWARDS, window)), Op.AT_LEAST, 1)


WINDOWS: list[tuple[str, Condition, str, str]] = [
    (
        "one year",
        some(Window(2025, 2025)),
        f"có ít nhất 1 {SEVERAL} trong năm 2025",
        "awards held, 2025: at least 1",
    ),
    (
        "school years",
        some(SCHOOL_YEARS),
        f"có ít nhất 1 {SEVERAL} trong các năm học 2021-2022 đến 2024-2025",
        "awards held, school years 2021-2022 to 2024-2025: at least 1",
    ),
    (
        "one school year",
        some(Window(2024, 2024, SCHOOL)),
        f"có ít nhất 1 {SEVERAL} trong năm học 2024-2025",
        "awards held, school year 2024-2025: at least 1",
    ),
    (
        "a whole working life",
        some(Window(1966, 2025)),
        f"có ít nhất 1 {SEVERAL} trong thời gian đến hết năm 2025",
        "awards held, the time up to 2025: at least 1",
    ),
    (
        "after the latest",
        some(Window(2021, 2025, since=Edge(Rows("initiatives"), True, False))),
        f"có ít nhất 1 {SEVERAL} trong giai đoạn 2021–2025, "
        "kể từ sau lần gần nhất có sáng kiến, giải pháp",
        "awards held, 2021–2025, after the latest of initiatives: at least 1",
    ),
    (
        "since the first",
        some(Window(2021, 2025, since=Edge(Rows("initiatives"), False, True))),
        f"có ít nhất 1 {SEVERAL} trong giai đoạn 2021–2025, "
        "kể từ lần đầu tiên có sáng kiến, giải pháp (tính cả năm đó)",
        "awards held, 2021–2025, since the first of initiatives (that year included): at least 1",
    ),
    (
        "a streak before the latest",
        bounded(
            Streak(
                within(AWARDS, Window(2016, 2025, until=Edge(Rows("initiatives"), True, False)))
            ),
            Op.AT_LEAST,
            2,
        ),
        f"có ít nhất 2 năm liên tục có {SEVERAL}, "
        "tính đến trước lần gần nhất có sáng kiến, giải pháp",
        "consecutive years with awards held, before the latest of initiatives: at least 2",
    ),
    (
        "a streak up to the first",
        bounded(
            Streak(
                within(AWARDS, Window(2016, 2025, until=Edge(Rows("initiatives"), False, True)))
            ),
            Op.AT_LEAST,
            2,
        ),
        f"có ít nhất 2 năm liên tục có {SEVERAL}, "
        "tính đến lần đầu tiên có sáng kiến, giải pháp (tính cả năm đó)",
        "consecutive years with awards held, up to the first of initiatives "
        "(that year included): at least 2",
    ),
]

EVERYTHING = [*CONDITIONS, *MEASURES, *WINDOWS]


@pytest.mark.parametrize(
    ("condition", "vi", "en"),
    [each[1:] for each in EVERYTHING],
    ids=[each[0] for each in EVERYTHING],
)
def test_a_condition_says_what_it_asks(condition: Condition, vi: str, en: str) -> None:
    assert requirement(condition, wording("vi")) == vi
    assert requirement(condition, wording("en")) == en


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "measure",
    [
        Count(AWARDS),
        Extreme(AWARDS, None, True),
        Extreme(RATED, "grade", True, GRADES),
        Amount("joined"),
    ],
    ids=["number", "year", "scale", "day"],
)
@pytest.mark.parametrize("op", [Op.IS, Op.IS_NOT, Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN])
def test_each_comparison_has_words(lang: str, measure: object, op: Op) -> None:
    number: Fraction | date = Fraction(2)
    if measure == Amount("joined"):
        number = date(2020, 1, 1)
    against = Bound(op, against=measure)  # type: ignore[arg-type]
    for bound in (Bound(op, number), against):
        assert requirement(Measured(measure, bound), wording(lang))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["received", "year_start", "year_end", "next_year_start", "decided", ""]
)
def test_a_day_has_words_and_its_date(name: str) -> None:
    asked = bounded(Months(Amount("joined"), Day(date(2025, 6, 1), name)), Op.AT_LEAST, 6)
    assert "01/06/2025" in requirement(asked, wording("vi"))


def test_numbers_are_exact_and_written_the_local_way() -> None:
    half = Decimal("7.50")
    assert wording("vi").scalar("dropouts", half) == "7,5"
    assert wording("en").scalar("dropouts", half) == "7.5"


def test_a_title_that_only_decisions_give_has_the_name_that_they_use() -> None:
    recorded = replace(held(recorded_only=True), title="ngut")
    assert "Nhà giáo Ưu tú" in requirement(recorded, wording("vi"))


def test_a_title_held_in_other_years_says_when() -> None:
    recorded = bounded(Count(Rows("awards", None, FIVE)), Op.AT_LEAST, 1)
    asked = replace(held(), recorded=recorded)
    assert requirement(asked, wording("vi")) == "đạt Lao động tiên tiến trong giai đoạn 2021–2025"
