"""Which value of a scale a text names: by its column, its letters, its abbreviation."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.workbook.cells.reader import cell_reader
from engine.workbook.grids import Raw

from .books import VOCABULARY, read_cell

CHOICES = [name for name, spec in VOCABULARY.fields.items() if spec.type == "choice"]


def meaning(field: str, raw: Raw) -> object:
    return read_cell(field, raw).scalar


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("Hoàn thành tốt nhiệm vụ", "good"), ("HOÀN THÀNH TỐT NHIỆM VỤ", "good"),
        ("Hoan thanh tot nhiem vu", "good"), ("Hòan thành tốt nhiệm vụ", "good"),
        ("httnv", "good"), ("HTTTNV", "good"), ("Tốt", "good"), ("Tot", "good"), ("T", "good"),
        ("HTXS NV", "excellent"), ("HT", "completed"), ("KHT", "not_completed"),
        ("excellent", "excellent"), ("H.T.X.S", "excellent"), ("H. T. T", "good"),
        ("HTT-NV", "good"), ("HTXS.NV", "excellent"), ("H T X S", "excellent"),
        ("Hoàn-thành tốt nhiệm vụ", "good"),
        ("Khá", None), ("Kha", None), ("K", None), ("A", None), ("Loại A", None), ("Tột", None),
        ("T+", None), ("Tốt/XS", None), ("HT-T", None), ("HT T", None), ("Không - HT", None),
        ("Không xếp loại", None), ("Chưa xếp loại", None), ("Trung bình", None), (1, None),
    ],
)  # fmt: skip
def test_a_grade_is_one_of_its_spellings(raw: Raw, meant: str | None) -> None:
    parsed = read_cell("grade", raw)
    assert (parsed.scalar, parsed.code) == (meant, "" if meant else "value-unreadable")


@pytest.mark.parametrize(
    ("letters", "field", "meant"),
    [
        ("HT", "grade", "completed"), ("HT", "role", "manager"),
        ("KT", "discipline_form", "reprimand"), ("KT", "role", "staff"),
        ("CC", "discipline_form", "warning"), ("CC", "grade", None),
        ("TH", "unit_kind", "primary"), ("TH", "grade", None),
        ("T", "grade", "good"), ("T", "role", None),
        ("TS", "absence_kind", "maternity"), ("TS", "role", None),
        ("TT", "role", None), ("TP", "role", None), ("CB", "role", None), ("CTCĐ", "role", None),
        ("TB", "role", None), ("ĐV", "role", None), ("Ngành", "initiative_level", None),
    ],
)  # fmt: skip
def test_the_same_letters_mean_what_their_column_says(
    letters: str, field: str, meant: str | None
) -> None:
    assert meaning(field, letters) == meant


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("Hiệu trưởng", "manager"), ("P.HT", "manager"), ("P. HT", "manager"), ("PHT", "manager"),
        ("HP", "manager"), ("CBQL", "manager"), ("BGH", "manager"), ("TTCM", "teacher"),
        ("TPCM", "teacher"), ("T.P.C.M", "teacher"), ("GV", "teacher"), ("G.V", "teacher"),
        ("GVCN", "teacher"), ("GVBM", "teacher"), ("TPTĐ", "teacher"), ("NV", "staff"),
        ("NVYT", "staff"), ("Kế toán", "staff"), ("BV", "worker"), ("HS", "pupil"),
        ("Hiệu trưởng (phụ trách)", "manager"), ("GV Toán", None), ("GV, TPT", None),
    ],
)  # fmt: skip
def test_a_post_is_one_of_its_spellings(raw: str, meant: str | None) -> None:
    assert meaning("role", raw) == meant


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("LĐTT", "ldtt"), ("L.Đ.T.T", "ldtt"), ("lao dong tien tien", "ldtt"), ("CSTT", "ldtt"),
        ("CSTĐCS", "cstdcs"), ("C.S.T.Đ.C.S", "cstdcs"), ("CSTĐ-CS", "cstdcs"),
        ("CSTDCS", "cstdcs"), ("Chiến sỹ thi đua cơ sở", "cstdcs"),
        ("Danh hiệu CSTĐCS", "cstdcs"), ("CSTĐ tỉnh", "cstd-bo-tinh"), ("CSTĐT", "cstd-bo-tinh"),
        ("Chiến sỹ thi đua cấp tỉnh", "cstd-bo-tinh"), ("CSTĐTQ", "cstdtq"),
        ("TTLĐTT", "ttldtt"), ("TTLĐXS", "ttldxs"), ("Cờ thi đua của UBND tỉnh", "co-bo-tinh"),
        ("Giấy khen", "giay-khen"), ("GK", "giay-khen"), ("GK HT", "giay-khen"),
        ("Cờ thi đua của Chính phủ", "co-chinh-phu"), ("BK UBND tỉnh", "bk-bo-tinh"),
        ("BKBQP", "bk-bo-tinh"), ("Bằng khen của Thủ tướng", "bk-ttg"),
        ("HCLĐ hạng Ba", "hcld3"), ("NGƯT", "ngut"), ("NGND", "ngnd"), ("ngut", "ngut"),
        ("KNC Giáo dục", "kncgd"), ("Kỉ niệm chương Vì sự nghiệp Giáo dục", "kncgd"),
        # Nobody can say whose these are, or of which level.
        ("Bằng khen", None), ("BK", None), ("CSTĐ", None), ("KNC", None), ("Cờ thi đua", None),
        ("CSTĐ thành phố", None), ("LĐTTCX", None), ("LĐTTCH", None), ("GVG", None),
        ("GVG tỉnh", None), ("HTXSNV", None), ("LĐTT; CSTĐCS", None),
    ],
)  # fmt: skip
def test_a_recorded_award_says_which_title_it_is(raw: str, meant: str | None) -> None:
    assert meaning("award_title", raw) == meaning("used_for", raw) == meant


@pytest.mark.parametrize(
    ("field", "raw", "meant"),
    [
        ("unit_kind", "TH-THCS", "combined"), ("unit_kind", "TH & THCS", "combined"),
        ("unit_kind", "T.H.C.S", "lower_secondary"), ("unit_kind", "THPT", None),
        ("award_level", "Sở GDĐT", "province"), ("award_level", "PGD&ĐT", "district"),
        ("award_level", "TW", "nation"), ("award_level", "Đặc khu", "commune"),
        ("prize_rank", "Giải II", "second"), ("prize_rank", "HCV", "first"),
        ("prize_rank", "KK", "encouragement"), ("prize_rank", "A", None),
        ("discipline_form", "Không", None), ("initiative_kind", "SKKN", "sang_kien"),
        ("initiative_kind", "ĐTKH", "de_tai"), ("absence_kind", "Ốm", "sick"),
    ],
)  # fmt: skip
def test_other_scales_have_their_abbreviations(field: str, raw: str, meant: str | None) -> None:
    assert meaning(field, raw) == meant


@pytest.mark.parametrize(
    ("field", "raw", "meant", "rest"),
    [
        ("grade", "HTT (95 điểm)", "good", "95 điểm"),
        ("grade", "HTXSNV(QĐ 12)", "excellent", "QĐ 12"),
        ("grade", "HTT [lần 2]", "good", "lần 2"),
        ("award_title", "CSTĐCS (QĐ 5/QĐ-UBND)", "cstdcs", "QĐ 5/QĐ-UBND"),
        ("award_issuer", "UBND tỉnh Yên Bái (cũ)", "people_yen_bai_province", "cũ"),
        ("party_member", "Có (năm 2023)", True, "năm 2023"),
        ("award_revoked", "Không (QĐ 12)", False, "QĐ 12"),
    ],
)
def test_a_bracket_behind_a_value_is_told(field: str, raw: str, meant: object, rest: str) -> None:
    parsed = read_cell(field, raw)
    assert (parsed.scalar, parsed.code, parsed.details["rest"]) == (
        meant,
        "text-beside-value",
        rest,
    )


def test_a_bracket_that_says_the_same_is_not_told() -> None:
    parsed = read_cell("grade", "Hoàn thành tốt nhiệm vụ (HTTNV)")
    assert (parsed.scalar, parsed.code) == ("good", "")


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("grade", "HTT (HTXS)"), ("grade", "HTT (năm 2023: HTXSNV)"), ("grade", "HTT (không xét)"),
        ("grade", "HTXSNV (dự kiến)"), ("grade", "HTXSNV (du kien)"), ("grade", "HTT (?)"),
        ("grade", "Khá (95 điểm)"), ("grade", "(HTT)"), ("grade", "HTT (95) (96)"),
        ("party_member", "Có (chưa có quyết định)"), ("party_member", "x (không)"),
        ("award_title", "Giấy khen (đề nghị)"), ("award_title", "LĐTT (CSTĐCS năm 2022)"),
        ("award_title", "CSTĐCS (đã thu hồi)"), ("award_issuer", "UBND tỉnh Yên Bái (không rõ)"),
    ],
)  # fmt: skip
def test_a_bracket_that_speaks_against_a_value_leaves_it_unread(field: str, raw: str) -> None:
    assert (meaning(field, raw), read_cell(field, raw).code) == (None, "value-unreadable")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("UBND tỉnh Yên Bái", "people_yen_bai_province"),
        ("Chủ tịch UBND huyện Thủ Thừa", "people_thu_thua_district"),
        ("Bộ Giáo dục và Đào tạo", "other"),
        (None, None), ("2023", None), (5, None), (date(2024, 6, 15), None),
    ],
)  # fmt: skip
def test_a_body_that_is_not_listed_is_another_one(raw: Raw, meant: str | None) -> None:
    assert meaning("award_issuer", raw) == meant


def test_what_an_initiative_may_be_used_for_is_every_award_or_nothing() -> None:
    awards, uses = (VOCABULARY.scales[name].values for name in ("award", "used_for"))
    assert [choice.id for choice in uses] == ["nothing", *(choice.id for choice in awards)]


@pytest.mark.parametrize("field", CHOICES)
def test_every_spelling_of_the_vocabulary_names_its_own_value(field: str) -> None:
    reader = cell_reader(VOCABULARY.fields[field], VOCABULARY)
    for choice in VOCABULARY.scale_of(field).values:
        for way in (choice.vi, choice.en, choice.id, *choice.aliases):
            for text in (way, way.upper(), way.lower()):
                assert reader.read(text).scalar == choice.id, text


spelt = st.sampled_from(
    [
        (field, way, choice.id)
        for field in CHOICES
        for choice in VOCABULARY.scale_of(field).values
        for way in (choice.vi, *choice.aliases)
    ]
)
READERS = {field: cell_reader(VOCABULARY.fields[field], VOCABULARY) for field in CHOICES}


@settings(deadline=None)
@given(spelt, st.sampled_from([".", "-", " ", ". "]), st.sampled_from(["", " (QĐ 12)", ".", " "]))
def test_an_untidy_spelling_is_its_value_or_none(
    spelling: tuple[str, str, str], joint: str, end: str
) -> None:
    field, way, meant = spelling
    others = VOCABULARY.scale_of(field).others
    is_abbreviation = way.isalpha() and way.isupper()
    text = joint.join(way) if is_abbreviation else way
    assert READERS[field].read(text + end).scalar in (meant, None, others)


@pytest.mark.parametrize(
    ("text", "body"),
    [("T " * 16000, "other"), (f"HTT ({'a ' * 16000})", "other"), ("(" * 32000, None)],
)
def test_a_text_without_end_is_answered_at_once(text: str, body: str | None) -> None:
    assert meaning("grade", text) is None
    assert meaning("award_issuer", text) == body
