import random
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest

from engine.locale.collation import name_keys, text_keys

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]


def sorted_by_name(records: list[Any], name: Callable[[Any], str]) -> list[Any]:
    keys = name_keys(name(record) for record in records)
    return sorted(records, key=lambda record: keys[name(record)])


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(2025).sample(texts, len(texts))


@pytest.mark.parametrize("order", [ALPHABET, TONES], ids=["letters", "tones"])
def test_letters_and_tones_stand_in_vietnamese_order(order: list[str]) -> None:
    keys = text_keys(order)
    assert sorted(shuffled(order), key=keys.__getitem__) == order


def test_a_letter_counts_more_than_a_tone_before_it() -> None:
    keys = text_keys(["tạ", "tan", "tă"])
    assert sorted(keys, key=keys.__getitem__) == ["tạ", "tan", "tă"]


def test_people_stand_by_given_name_then_family_name_then_middle_name() -> None:
    names = [
        "Lê Văn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Trần Văn Ân",
        "Đỗ Thị Bình",
        "Lê Thị Dung",
        "Bùi Thị Đào",
        "Hoàng Thị Lan",
        "Nguyễn Thị Lan",
        "Lò Văn Ơn",
        "Vì Thị Yến",
    ]
    assert sorted_by_name(shuffled(names), str) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NGUYỄN THỊ LAN", "Nguyễn Thị Lan"),
        (normalize("NFD", "Nguyễn Thị Lan"), "Nguyễn Thị Lan"),
        ("  Nguyễn  Thị   Lan ", "Nguyễn Thị Lan"),
    ],
    ids=["capitals", "decomposed letters", "stray blanks"],
)
def test_spelling_habits_do_not_part_a_name(one: str, other: str) -> None:
    keys = name_keys([one, other])
    assert keys[one][:2] == keys[other][:2]


@pytest.mark.parametrize("name", ["", "   ", "An", "=1+1", "<img src=x>"])
def test_any_text_has_a_key(name: str) -> None:
    assert name in name_keys([name])


def test_people_of_the_same_name_keep_their_order() -> None:
    people = [("2", "Lê An"), ("1", "Lê An")]
    assert sorted_by_name(people, lambda person: person[1]) == people
