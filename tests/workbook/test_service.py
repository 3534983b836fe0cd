"""Years before a person joined and after they left."""

from .books import Lines, Reader, codes

PEOPLE: Lines = [
    ["Mã", "Họ và tên", "Đơn vị", "Ngày vào ngành", "Ngày nghỉ"],
    ["NV1", "Nguyễn Văn An", "TH01", "01/09/2023", "30/06/2024"],
]
UNITS: Lines = [["Mã đơn vị", "Tên đơn vị"], ["TH01", "Trường Tiểu học Hòa An"]]
HEAD = ["Mã", "Họ và tên", "Xếp loại 2022", "Xếp loại 2023", "Xếp loại 2024", "Xếp loại 2025"]


def ratings(reader: Reader, *cells: str | None):  # type: ignore[no-untyped-def]
    line = ["NV1", "Nguyễn Văn An", *cells]
    return reader({"Đơn vị": UNITS, "Nhân sự": PEOPLE, "Xếp loại cá nhân": [HEAD, line]})


def years(reading) -> list[tuple[object, bool]]:  # type: ignore[no-untyped-def]
    rows = reading.dossier.by_id["NV1"].rows["ratings"]
    return [(row.year.scalar, row.certain) for row in rows]


def test_an_empty_year_outside_service_is_no_row(reader: Reader) -> None:
    assert years(ratings(reader, None, "HTT", "HTT", None)) == [(2023, True), (2024, True)]


def test_a_mark_for_nothing_outside_service_is_noted(reader: Reader) -> None:
    reading = ratings(reader, "-", "HTT", "HTT", "-")
    assert years(reading) == [(2023, True), (2024, True)]
    assert [p.code for p in reading.unused] == ["row-not-expected"] * 2


def test_a_filled_year_outside_service_is_uncertain_and_told(reader: Reader) -> None:
    reading = ratings(reader, "HTNV", "HTT", "HTT", None)
    assert years(reading) == [(2022, False), (2023, True), (2024, True)]
    assert codes(reading) == [("Xếp loại cá nhân!C2", "row-outside-service")]


def test_an_empty_year_of_service_stays_a_row(reader: Reader) -> None:
    assert years(ratings(reader, None, None, "HTT", None)) == [(2023, True), (2024, True)]
