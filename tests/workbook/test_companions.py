"""What one cell of a row says for another: days, posts and titles."""

from datetime import date

import pytest

from engine.facts import ABSENT, State, Subject, Value

from .books import PEOPLE, Lines, Reader, codes

DAY = date(2025, 6, 15)
AWARDS = ["Mã", "Họ và tên", "Danh hiệu", "Năm", "Số quyết định"]
AN = ["NV1", "Nguyễn Văn An"]


def award(reader: Reader, decision: str | None, *more: object) -> tuple[Subject, list[object]]:
    """The one holder of an award, and the codes told of the sheet of awards."""
    header = [*AWARDS, *(["Ngày quyết định"] if more else [])]
    lines = [header, [*AN, "LĐTT", 2025, decision, *more]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    told = [code for place, code in codes(reading) if place.startswith("Khen")]
    return reading.dossier.by_id["NV1"], told


def day(subject: Subject) -> Value:
    return subject.rows["awards"][0].value("award_date")


@pytest.mark.parametrize(
    "decision",
    ["QĐ số 123/QĐ-UBND ngày 15/6/2025", "Số 123/QĐ-UBND, 15/6/2025", "123/QĐ-UBND (15.6.2025)",
     "Quyết định số 123/QĐ-UBND ngày 15 tháng 6 năm 2025"],
)  # fmt: skip
@pytest.mark.parametrize("more", [(), (None,), ("-",), ("15/06/2025",), ("6/2025",)])
def test_a_day_that_is_left_out_is_read_from_the_decision(
    reader: Reader, decision: str, more: tuple[object, ...]
) -> None:
    subject, told = award(reader, decision, *more)
    assert (day(subject).scalar, day(subject).state) == (DAY, State.KNOWN)
    assert subject.rows["awards"][0].value("award_decision").scalar == decision
    assert told == (["value-partial"] if more == ("6/2025",) else [])


def test_the_day_comes_from_the_cell_of_the_decision(reader: Reader) -> None:
    subject, _ = award(reader, "QĐ 123/QĐ-UBND ngày 15/6/2025", None)
    assert [cell.ref for cell in day(subject).cells] == ["E2"]


@pytest.mark.parametrize(
    ("decision", "own", "state"),
    [
        ("QĐ 1 ngày 15/6/2025", "16/06/2025", State.CONTRADICTORY),
        ("QĐ 1 ngày 15/6/2025", "5/2025", State.CONTRADICTORY),
        ("QĐ 1 ngày 15/6/25", "16/06/2024", State.KNOWN),
        ("QĐ 1 ngày 15/6/25", "16/06/2026", State.CONTRADICTORY),
        ("QĐ 1 ngày 15/6/2025, QĐ 2 ngày 16/6/2025", "16/06/2025", State.KNOWN),
        ("QĐ 1 ngày 15/6/2025", "hôm qua", State.UNREADABLE),
    ],
)
def test_a_day_and_its_decision_must_agree(
    reader: Reader, decision: str, own: str, state: State
) -> None:
    subject, told = award(reader, decision, own)
    assert day(subject).state is state
    assert ("neighbours-contradict" in told) is (state is State.CONTRADICTORY)


@pytest.mark.parametrize(
    ("decision", "state", "told"),
    [
        ("123/QĐ-UBND", State.BLANK, []),
        ("QĐ 1 ngày 31/2/2025", State.BLANK, []),
        ("QĐ 1 ngày 15/6/2025, QĐ 2 ngày 16/6/2025", State.BLANK, ["days-in-text"]),
        ("QĐ 1 ngày 15/6/2025, QĐ 2 ngày 31/6/2025", State.BLANK, ["days-in-text"]),
        ("QĐ 1 ngày 15/6/25", State.PARTIAL, []),
        (None, State.BLANK, []),
    ],
)
def test_a_day_that_nobody_can_tell_stays_unknown(
    reader: Reader, decision: str | None, state: State, told: list[str]
) -> None:
    subject, found = award(reader, decision, None)
    assert (day(subject).state, found) == (state, told)


@pytest.mark.parametrize(
    ("name", "code", "title", "told"),
    [
        ("LĐTT", None, "ldtt", []),
        ("Chiến sỹ thi đua cơ sở", "-", "cstdcs", []),
        ("Bằng khen của UBND tỉnh (QĐ 5)", None, "bk-bo-tinh", []),
        ("Giấy khen", "GK", "giay-khen", []),
        ("Bằng khen", None, None, []),
        ("Giấy khen (đề nghị)", None, None, []),
        ("Đạt giải nhất hội thi", "GK", "giay-khen", []),
        ("LĐTT", "CSTĐCS", None, ["neighbours-contradict"]),
    ],
)
def test_the_title_of_an_award_is_read_from_its_name_if_that_is_one(
    reader: Reader, name: str, code: str | None, title: str | None, told: list[str]
) -> None:
    lines = [["Mã", "Họ và tên", "Danh hiệu", "Mã danh hiệu"], [*AN, name, code]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    (row,) = reading.dossier.by_id["NV1"].rows["awards"]
    assert row.value("award_title").scalar == title
    assert row.value("award_name").scalar == name
    assert [code for place, code in codes(reading) if place.startswith("Khen")] == told


def test_a_title_without_a_column_of_its_own_is_read_as_well(reader: Reader) -> None:
    lines = [["Mã", "Họ và tên", "Hình thức khen thưởng"], [*AN, "CSTĐCS"], [*AN, "Giải nhất"]]
    reading = reader({"Nhân sự": PEOPLE, "Khen thưởng": lines})
    titles = [row.value("award_title") for row in reading.dossier.by_id["NV1"].rows["awards"]]
    assert [title.scalar for title in titles] == ["cstdcs", None]
    assert [cell.ref for cell in titles[0].cells] == ["C2"]
    assert titles[1] == ABSENT


def person(reader: Reader, name: str, *role: str | None) -> tuple[Subject, list[str]]:
    header = ["Mã", "Họ và tên", "Mã đơn vị", *(["Chức vụ"] if role else [])]
    reading = reader({"Nhân sự": [header, ["NV1", name, "TH01", *role]]})
    told = [code for place, code in codes(reading) if place.startswith("Nhân") and "!" in place]
    return reading.dossier.by_id["NV1"], [code for code in told if not code.startswith("unit")]


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn An\nHiệu trưởng", "Nguyễn Văn An (Hiệu trưởng)", "Nguyễn Văn An - HT",
        "Nguyễn Văn An, Hiệu trưởng", "Hiệu trưởng: Nguyễn Văn An", "Hiệu trưởng\nNguyễn Văn An",
        "Đ/c Nguyễn Văn An\n(HT)", "Ông/Bà: Nguyễn Văn An – Hiệu trưởng",
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", [(), (None,), ("CBQL",)])
def test_a_post_beside_a_name_is_the_role_that_is_left_out(
    reader: Reader, name: str, role: tuple[str | None, ...]
) -> None:
    subject, told = person(reader, name, *role)
    assert (subject.name, subject.fact("role").scalar, told) == ("Nguyễn Văn An", "manager", [])


def test_a_post_that_contradicts_the_role_leaves_it_unknown(reader: Reader) -> None:
    subject, told = person(reader, "Nguyễn Văn An\nHiệu trưởng", "GV")
    assert (subject.name, subject.fact("role").state) == ("Nguyễn Văn An", State.CONTRADICTORY)
    assert told == ["neighbours-contradict"]


def test_what_is_no_post_is_told(reader: Reader) -> None:
    subject, told = person(reader, "Nguyễn Văn An\nBí thư chi bộ", None)
    assert (subject.name, subject.fact("role").state) == ("Nguyễn Văn An", State.BLANK)
    assert told == ["text-beside-value"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Nguyễn Thị\nMinh An", "Nguyễn Thị Minh An"),
        ("Nguyễn Thị\nVăn Thư", "Nguyễn Thị Văn Thư"),
        ("Nguyễn Thị Lan (A)", "Nguyễn Thị Lan (A)"),
        ("Nguyễn Thị Lan (1985)", "Nguyễn Thị Lan (1985)"),
        ("Nguyễn Văn An, Trần Thị Bình", "Nguyễn Văn An, Trần Thị Bình"),
        ("Nguyễn Văn An\nvà Trần Thị Bình", "Nguyễn Văn An và Trần Thị Bình"),
    ],
)
def test_what_may_belong_to_a_name_stays_with_it(reader: Reader, name: str, read: str) -> None:
    subject, told = person(reader, name)
    assert (subject.name, told) == (read, [])


def test_a_name_in_two_columns_is_taken_apart_when_it_is_whole(reader: Reader) -> None:
    lines: Lines = [["Mã", "Họ và tên", None], ["NV1", "Đ/c Nguyễn Văn", "An (GV)"]]
    reading = reader({"Nhân sự": lines}, {"Nhân sự": ["B1:C1"]})
    subject = reading.dossier.by_id["NV1"]
    assert (subject.name, subject.fact("role").scalar) == ("Nguyễn Văn An", "teacher")


def test_letters_of_a_post_are_no_grade_on_the_sheet_of_grades(reader: Reader) -> None:
    lines = [["Mã", "Họ và tên", "Năm", "Xếp loại"], ["NV1", "Nguyễn Văn An (HT)", 2024, None]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    (row,) = reading.dossier.by_id["NV1"].rows["ratings"]
    assert row.value("grade").state is State.BLANK
    assert codes(reading) == [("Xếp loại!B2", "text-beside-value")]


def test_a_unit_keeps_its_whole_name(reader: Reader) -> None:
    lines = [["Mã đơn vị", "Tên đơn vị"], ["TVP", "Tổ Văn phòng - Kế toán"], ["T2", "Cô Ba - Tổ 2"]]
    reading = reader({"Đơn vị": lines})
    assert [unit.name for unit in reading.dossier.subjects] == [
        "Cô Ba - Tổ 2",
        "Tổ Văn phòng - Kế toán",
    ]


def test_a_form_of_address_does_not_part_a_person_from_his_rows(reader: Reader) -> None:
    lines = [["Mã", "Họ và tên", "Năm", "Xếp loại"], ["NV1", "Đ/c Nguyễn Văn An", 2024, "HT"]]
    reading = reader({"Nhân sự": PEOPLE, "Xếp loại": lines})
    (row,) = reading.dossier.by_id["NV1"].rows["ratings"]
    assert row.certain
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("listed", "typed", "certain"),
    [
        ("Ông Cao Thắng", "Cao Thắng", True), ("Cao Thắng", "Ông Cao Thắng", True),
        ("Bà Lê Lan", "Lê Lan", True), ("Ông Cao Thắng", "Cao Thanh", False),
        ("Ông Cao Thắng", "Bà Cao Thắng", True),
    ],
)  # fmt: skip
def test_a_word_that_may_be_a_surname_rules_nobody_out(
    reader: Reader, listed: str, typed: str, certain: bool
) -> None:
    people = [["Mã", "Họ và tên"], ["NV1", listed]]
    lines = [["Mã", "Họ và tên", "Năm", "Xếp loại"], ["NV1", typed, 2024, "HT"]]
    reading = reader({"Nhân sự": people, "Xếp loại": lines})
    (subject,) = reading.dossier.subjects
    assert subject.name == listed
    assert [row.certain for row in subject.rows["ratings"]] == [certain]
