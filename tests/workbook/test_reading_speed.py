"""Reading costs little more than the library alone, and far less than openpyxl (`make bench`)."""

from pathlib import Path

from bench.reading import COLUMNS, ratios, write

SLACK = 2  # the machine has other things to do, and the file is small


def test_reading_keeps_near_the_library_and_far_from_openpyxl(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, 5_000, COLUMNS)
    library, engine, openpyxl = ratios([path], 3)
    assert engine / library < 1.5 * SLACK
    assert openpyxl / engine > 5 / SLACK
