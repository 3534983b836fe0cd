"""Changes that turn a condition: certified by deciding again, and as few as are known."""

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
    Every,
    Extreme,
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
from engine.decide.reference import prove
from engine.explain.changes import turn
from engine.explain.fields import turned
from engine.explain.remedies import remedy
from engine.facts import Subject
from engine.findings import Verdict
from tests.worlds import words

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
    value,
    wording,
    world,
)

YEARS = person(
    rows=graded(y2021="good", y2022="completed", y2023="good", y2024="completed", y2025="good")
)
MEMBERS_6_OF_10 = [person(f"m{n}", party_member=n < 6) for n in range(10)]
SHARE = Share(Rows(MEMBERS), PARTY)
DROPOUTS = Total(Rows("unit_incidents", None, FIVE), "dropouts", True)
INCIDENTS = school(rows={"unit_incidents": tuple(row(y, dropouts=2) for y in FIVE.years)})
AWARDED = person(rows={"awards": tuple(row(year) for year in (2021, 2022, 2024))})
NONE = person(party_member=False, family_culture=False, heads_unit=False)

TURNED: list[tuple[str, Condition, bool, list[Subject], int]] = [
    ("a count", bounded(Count(AWARDS), Op.AT_LEAST, 5), True, [AWARDED], 2),
    ("a multiple", bounded(Count(AWARDS), Op.MULTIPLE_OF, 2), True, [AWARDED], 1),
    ("between", bounded(Count(AWARDS), Op.BETWEEN, 1, most=Fraction(2)), True, [AWARDED], 1),
    ("too many", bounded(Count(AWARDS), Op.AT_MOST, 1), True, [AWARDED], 2),
    ("a count not", bounded(Count(RATED), Op.AT_LEAST, 2), False, [YEARS], 2),
    ("a share", bounded(SHARE, Op.AT_LEAST, "7/10"), True, [school(), *MEMBERS_6_OF_10], 1),
    ("a share not", bounded(SHARE, Op.AT_LEAST, "1/2"), False, [school(), *MEMBERS_6_OF_10], 2),
    ("a limit", bounded(SHARE, Op.AT_MOST, "2/5"), True, [school(), *MEMBERS_6_OF_10], 2),
    ("a sum", bounded(DROPOUTS, Op.AT_MOST, 5), True, [INCIDENTS], 3),
    ("a sum that lacks", bounded(DROPOUTS, Op.AT_LEAST, 12), True, [INCIDENTS], 1),
    ("years", bounded(Years(RATED), Op.AT_LEAST, 4), True, [YEARS], 1),
    ("years not", bounded(Years(RATED), Op.AT_LEAST, 3), False, [YEARS], 1),
    ("a streak", bounded(Streak(RATED), Op.AT_LEAST, 4), True, [YEARS], 2),
    ("a streak not", bounded(Streak(RATED), Op.AT_LEAST, 1), False, [YEARS], 1),
    ("a streak of one", bounded(Streak(RATED), Op.IS, 2), True, [YEARS], 2),
    (
        "school years",
        bounded(Streak(Rows("awards", None, SCHOOL_YEARS)), Op.AT_LEAST, 2),
        True,
        [person()],
        2,
    ),
    ("some of", AtLeast(2, (PARTY, FAMILY, HEADS)), True, [NONE], 2),
    ("some of not", AtLeast(1, (PARTY, Not(FAMILY))), False, [NONE], 1),
    ("a choice", Choose(PARTY, FAMILY, HEADS), True, [NONE], 1),
    ("a choice not", Choose(PARTY, FAMILY, Not(HEADS)), False, [NONE], 1),
    ("a title", held(), True, [person(party_member=False)], 1),
    ("a decision", held(recorded_only=True), True, [person()], 1),
    ("no title", held(), False, [person(party_member=True)], 1),
    ("every row", Every(Rows("ratings", None, FIVE), GOOD), True, [YEARS], 2),
    (
        "the unit",
        Other("unit", Compare("has_party_cell", Op.IS, (True,))),
        True,
        [person(), school(has_party_cell=False)],
        1,
    ),
    (
        "the head",
        Other("head", PARTY, "heads_unit"),
        True,
        [school(), person("h", heads_unit=True, party_member=False)],
        1,
    ),
    (
        "an amount",
        Measured(Amount("dropouts"), Bound(Op.LESS_THAN, Fraction(2))),
        True,
        [school(dropouts=5)],
        1,
    ),
]


@pytest.mark.parametrize(
    ("condition", "want", "subjects", "cost"),
    [each[1:] for each in TURNED],
    ids=[each[0] for each in TURNED],
)
def test_a_change_turns_the_condition(
    condition: Condition, want: bool, subjects: list[Subject], cost: int
) -> None:
    before = world(*subjects)
    changed = turn(condition, want, subjects[0].id, before)
    assert changed is not None
    verdict = prove(condition, changed.scope(subjects[0].id)).verdict
    assert verdict is (Verdict.MET if want else Verdict.NOT_MET)
    assert changed.cost == cost


@pytest.mark.parametrize(
    ("condition", "subject"),
    [
        (Unconfirmed("unconfirmed", PARTY), person(party_member=False)),
        (bounded(Months(Amount("joined"), Day(date(2025, 6, 1))), Op.AT_LEAST, 24), person()),
        (bounded(Extreme(AWARDS, None, True), Op.AT_LEAST, 2025), AWARDED),
        (Measured(Count(AWARDS), Bound(Op.MORE_THAN, against=Count(RATED))), AWARDED),
        (Other("unit", PARTY), person(unit=None)),
        (bounded(SHARE, Op.AT_LEAST, "1/2"), school()),
        (bounded(Streak(RATED), Op.AT_LEAST, 6), YEARS),
        (bounded(Years(RATED), Op.AT_LEAST, 6), YEARS),
    ],
)
def test_what_no_change_is_known_for_is_left_alone(condition: Condition, subject: Subject) -> None:
    assert turn(condition, True, subject.id, world(subject)) is None


def test_a_relation_without_a_sheet_is_handed_in() -> None:
    nothing = bounded(Count(Rows("discipline")), Op.AT_MOST, 0)
    for asked in (nothing, Every(Rows("discipline"), PARTY)):
        changed = turn(asked, True, "p", world(person()))
        assert changed is not None
        assert changed.cost == 1


def test_the_fields_of_one_row_are_turned_alone() -> None:
    fields = {"grade": value("completed"), "commitment_kept": value(False)}
    kept = Compare("commitment_kept", Op.IS, (True,))
    found = turned(AtLeast(2, (GOOD, kept)), True, fields, words())
    assert found is not None
    assert found["grade"].scalar == "good"
    found = turned(Choose(kept, GOOD, Not(GOOD)), False, fields, words())
    assert found is not None
    assert found["grade"].scalar in GRADES[2:]
    assert turned(bounded(Amount("grade"), Op.IS, 1), True, fields, words()) is None


REMEDIES = [
    (bounded(Streak(RATED), Op.AT_LEAST, 3), [YEARS], "thiếu 2 năm liên tục có", "có 1 năm, cần 3"),
    (bounded(Years(RATED), Op.AT_LEAST, 5), [YEARS], "thiếu 2 năm có", "có 3 năm, cần 5 năm"),
    (
        bounded(SHARE, Op.AT_LEAST, "7/10"),
        [school(), *MEMBERS_6_OF_10],
        "cần thêm 1 thành viên của tập thể",
        "có 6/10 (60%), cần ít nhất 70%",
    ),
    (bounded(DROPOUTS, Op.AT_MOST, 3), [INCIDENTS], "tổng số học", "có 10, cho phép không quá 3"),
    (AtLeast(2, (PARTY, FAMILY)), [NONE], "cần đạt thêm 2 trong các điều kiện: cần là", "văn hóa"),
    (Choose(PARTY, FAMILY, HEADS), [NONE], "cần là người đứng đầu", ""),
    (held(), [person(party_member=False)], "cần đạt Lao động tiên tiến", ""),
    (
        Other("unit", Compare("has_party_cell", Op.IS, (True,))),
        [person(), school(has_party_cell=False)],
        "đơn vị công tác: cần có tổ chức Đảng",
        "",
    ),
    (bounded(Count(AWARDS), Op.AT_LEAST, 5), [AWARDED], "thiếu 2 danh hiệu", "có 3, cần 5"),
    (bounded(Count(AWARDS), Op.AT_MOST, 0), [AWARDED], "không được có danh hiệu", "có 3"),
    (
        Every(Rows("ratings", None, Window(2022, 2022)), GOOD),
        [YEARS],
        "năm 2022 cần mức xếp loại từ Hoàn thành tốt nhiệm vụ trở lên",
        "",
    ),
]


@pytest.mark.parametrize(("condition", "subjects", "first", "last"), REMEDIES)
def test_a_remedy_says_how_much_is_lacking(
    condition: Condition, subjects: list[Subject], first: str, last: str
) -> None:
    proof = proved(condition, *subjects)
    assert proof.verdict is Verdict.NOT_MET
    text = remedy(proof, wording("vi"))
    assert text.startswith(first)
    assert last in text
    assert remedy(proof, wording("en"))


def test_an_instant_change_costs_nothing() -> None:
    before = world(replace(YEARS, facts={"party_member": value(True)}))
    assert turn(PARTY, True, "p", before) is before
