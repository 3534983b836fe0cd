"""A text is spelt as well as its worst word."""

import pytest

from engine.workbook.letters.syllables import Grade, spelling


@pytest.mark.parametrize(
    ("text", "worst"),
    [
        ("Nguyễn Thị Hoà", Grade.USED),
        ("NGUYỄN THỊ HÒA", Grade.USED),
        ("H'Hen Niê", Grade.USED),
        ("GV001", Grade.USED),
        ("Zưlp", Grade.POSSIBLE),
        ("QĐ", Grade.POSSIBLE),
        ("Traàn", Grade.BROKEN),
        ("Laõ", Grade.BROKEN),
        ("Hoồ", Grade.BROKEN),
        ("NguyÔn", Grade.BROKEN),
        ("TÊn", Grade.BROKEN),
        ("V¨n", Grade.BROKEN),
        ("Ñaït", Grade.BROKEN),
    ],
)
def test_the_worst_word_tells_how_well_a_text_is_spelt(text: str, worst: Grade) -> None:
    assert spelling(text).worst is worst
