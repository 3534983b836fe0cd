"""Sheets on which rows are plain, and those of which something has to be told."""

from collections.abc import Mapping
from datetime import date

PEOPLE = [
    ["Mã", "Họ và tên", "Ngày sinh", "Mã đơn vị", "Ngày vào ngành", "Ngày nghỉ"],
    ["A1", "Nguyễn Thị Lan", "12/03/1986", "TH", "01/09/2010", None],
    ["A2", "Trần Văn Đức", "02/05/1990", "TH", "01/09/2021", None],
    ["A3", "Lê Hòa", "01/01/1979", "TH", "01/09/2005", "30/06/2023"],
]
UNITS = [["Mã đơn vị", "Tên đơn vị"], ["TH", "Trường Hòa An"]]
RATED = ["Mã", "Họ và tên", "Năm", "Xếp loại", "Cam kết chất lượng"]
AWARDED = ["Mã", "Họ và tên", "Danh hiệu, hình thức khen thưởng", "Năm", "Số quyết định",
           "Ngày quyết định"]  # fmt: skip
SIGNED = ["Mã", "Họ và tên", "Trách nhiệm nêu gương", "Người xác nhận", "Ngày xác nhận"]
LAN, DUC = ("A1", "Nguyễn Thị Lan"), ("A2", "Trần Văn Đức")
SHEETS: Mapping[str, tuple[str, list[list[object]]]] = {
    "years": ("Xếp loại cá nhân", [RATED, [*LAN, 2023, "HTTNV", "x"], [*LAN, 2024, "HTNV", None]]),
    "one year twice": (
        "Xếp loại cá nhân",
        [RATED, *[[*LAN, 2023, g, "x"] for g in ("HTNV", "HTTNV")]],
    ),
    "no year": ("Xếp loại cá nhân", [RATED, [*LAN, None, "HTTNV", "x"], [*LAN, 2024, "HTNV", "x"]]),
    "a year and its school year": (
        "Xếp loại cá nhân",
        [RATED, [*LAN, 2023, "HTNV", "x"], [*LAN, "2023-2024", "HTNV", "x"]],
    ),
    "years as texts": (
        "Xếp loại cá nhân",
        [RATED, [*LAN, "2023", "HTTNV", "x"], [*LAN, 2024.0, "HTNV", "x"]],
    ),
    "before joining": (
        "Xếp loại cá nhân",
        [RATED, [*DUC, 2019, "HTTNV", "x"], [*DUC, 2022, "HTNV", "x"]],
    ),
    "empty before joining": (
        "Xếp loại cá nhân",
        [RATED, [*DUC, 2019, None, None], [*DUC, 2022, "HTNV", "x"]],
    ),
    "a year in the title": (
        "Xếp loại cá nhân",
        [["Năm 2023"], RATED[:2] + RATED[3:], [*LAN, "HTNV", "x"], [*DUC, "HTNV", "x"]],
    ),
    "years by sections": (
        "Xếp loại cá nhân",
        [RATED[:2] + RATED[3:], [*LAN, "HTNV", "x"], ["II. Năm 2024"], [*LAN, "HTNV", "x"]],
    ),
    "an unlisted id": (
        "Xếp loại cá nhân",
        [RATED, ["A9", "Ai Đó", 2023, "HTTNV", "x"], [*LAN, 2024, "HTNV", "x"]],
    ),
    "a name without an id": (
        "Xếp loại cá nhân",
        [RATED, [None, LAN[1], 2023, "HTTNV", "x"], [*LAN, 2024, "HTNV", "x"]],
    ),
    "another name": (
        "Xếp loại cá nhân",
        [RATED, ["A1", DUC[1], 2023, "HTTNV", "x"], [*LAN, 2024, "HTNV", "x"]],
    ),
    "a name spelt otherwise": (
        "Xếp loại cá nhân",
        [
            RATED,
            ["A1", "NGUYEN THI LAN", 2023, "HTTNV", "x"],
            ["a1", "Bà Nguyễn Thị Lan", 2024, "HTNV", "x"],
        ],
    ),
    "an unreadable grade": (
        "Xếp loại cá nhân",
        [RATED, [*LAN, 2023, "???", "x"], [*LAN, 2024, "HTNV", "tốt"]],
    ),
    "a mark for the same": (
        "Xếp loại cá nhân",
        [RATED, [*LAN, 2023, "HTNV", "x"], [*DUC, 2024, "nt", "x"]],
    ),
    "notes and signatures": (
        "Xếp loại cá nhân",
        [
            RATED,
            [*LAN, 2023, "HTNV", "x"],
            ["Tổng", None, 1],
            ["Ghi chú: không"],
            [None, None, None, "HIỆU TRƯỞNG"],
        ],
    ),
    "each year with its column": (
        "Xếp loại cá nhân",
        [
            ["Mã", "Họ và tên", "Xếp loại 2023", "Xếp loại 2024"],
            [*LAN, "HTNV", None],
            [*DUC, "x", "HTTNV"],
            ["A3", "Lê Hòa", "HTNV", "HTNV"],
        ],
    ),
    "awards": (
        "Khen thưởng",
        [
            AWARDED,
            [*LAN, "Lao động tiên tiến", 2023, "12/QĐ-UBND", "05/07/2023"],
            [*DUC, "Giấy khen", 2022, "QĐ 3 ngày 01/02/2022", None],
        ],
    ),
    "an award typed twice": (
        "Khen thưởng",
        [AWARDED, *[[*LAN, "Lao động tiên tiến", 2023, "12/QĐ", "05/07/2023"]] * 2],
    ),
    "two awards in a cell": (
        "Khen thưởng",
        [
            AWARDED,
            [*LAN, "Lao động tiên tiến; Giấy khen", 2023, "12/QĐ", None],
            [*LAN, "Giấy khen", 2022, "9/QĐ", None],
        ],
    ),
    "a day beside another": (
        "Khen thưởng",
        [
            AWARDED,
            [*LAN, "Giấy khen", 2022, "QĐ 3 ngày 01/02/2022", "05/07/2022"],
            [*DUC, "Giấy khen", 2022, "ngày 1/2/2022 và 3/4/2022", None],
        ],
    ),
    "a day outside the year": (
        "Khen thưởng",
        [["Năm 2023"], [*AWARDED[:3], *AWARDED[4:]], [*LAN, "Giấy khen", "1/QĐ", "05/07/2020"]],
    ),
    "a day and no year": (
        "Khen thưởng",
        [
            [*AWARDED[:3], *AWARDED[4:]],
            [*LAN, "Giấy khen", "1/QĐ", "05/07/2020"],
            [*DUC, "Giấy khen", "1/QĐ", "7/2020"],
        ],
    ),
    "signed by others": (
        "Xác nhận cá nhân",
        [SIGNED, [*LAN, "x", "Phạm Vân", "20/05/2025"], [*DUC, None, None, None]],
    ),
    "signed by oneself": (
        "Xác nhận cá nhân",
        [SIGNED, [*LAN, "x", "Bà Nguyễn Thị Lan", "20/05/2025"], [*DUC, "x", "A2", "20/05/2025"]],
    ),
    "unsigned and undated": (
        "Xác nhận cá nhân",
        [
            SIGNED,
            [*LAN, "x", None, "20/05/2025"],
            [*DUC, "x", "Phạm Vân", None],
            ["A3", "Lê Hòa", "không", None, None],
        ],
    ),
    "two forms": (
        "Xác nhận cá nhân",
        [
            SIGNED,
            [*LAN, "x", "Phạm Vân", date(2025, 5, 20)],
            [*LAN, None, "Phạm Vân", "20/05/2025"],
        ],
    ),
}
