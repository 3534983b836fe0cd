from pathlib import Path

import pytest

from engine.reports.files import free_name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("truong.xlsx", "truong.xlsx"),
        ("a/b/Trường Tiểu học.ods", "Trường Tiểu học.xlsx"),
        ("../../etc/passwd", "passwd.xlsx"),
        ("..\\..\\boot.ini", "boot.xlsx"),
        ("..", "_.xlsx"),
        ("/", "_.xlsx"),
        ("C:\\CON.xlsx", "_CON.xlsx"),
        ("aux.b.xls", "_aux.b.xlsx"),
        ('a<b>:"|?*.csv', "a_b______.xlsx"),
        ("tab\there\x00.xlsx", "tab_here_.xlsx"),
        (" . leading and trailing . .xlsx", "leading and trailing.xlsx"),
        ("=cmd|' /C calc'!A0.xlsx", "C calc__A0.xlsx"),
        ("đ" * 300 + ".xlsx", "đ" * 100 + ".xlsx"),
        ("Tru\u031bo\u031b\u0300ng.xlsx", "Trường.xlsx"),
    ],
)
def test_a_name_from_anywhere_becomes_a_safe_one(wanted: str, name: str, tmp_path: Path) -> None:
    path = free_name(tmp_path, wanted, ".xlsx")
    assert (path.parent, path.name) == (tmp_path, name)


def test_equal_names_are_numbered_whatever_their_case(tmp_path: Path) -> None:
    for name in ("TRUONG.xlsx", "truong (2).xlsx"):
        (tmp_path / name).touch()
    assert free_name(tmp_path, "Truong.xlsx", ".xlsx").name == "Truong (3).xlsx"
