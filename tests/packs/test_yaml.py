"""Values of a YAML file, what they are read as, and where they stand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.errors import PackError
from engine.packs.loading import load_pack, load_vocabulary, rules_folder
from engine.packs.nodes import MOST_NODES, Entries, Keys, place_of, value_at
from engine.packs.yaml import parse_own_yaml, parse_yaml

TEXT = """\
base: &base
  role: teacher
  years: [2021, 2022]
other:
  <<: *base
  role: manager
days: {2021-01-01: 1}
"""


def parsed(text: str) -> Any:
    return parse_yaml(text.encode(), "pack.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2", 2),
        ("-007", -7),
        ("0.7", 0.7),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("", None),
        ("~", None),
        ("2021-09-14", date(2021, 9, 14)),
        ("1.0.0", "1.0.0"),
        ("70%", "70%"),
        ("2/3", "2/3"),
        ("$many", "$many"),
        ("1_000", "1_000"),
        ('"2"', "2"),
        ("'2021-09-14'", "2021-09-14"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("Gia đình văn hóa", "Gia đình văn hóa"),
    ],
)
def test_a_value_is_of_the_type_that_it_looks_like(written: str, value: object) -> None:
    found = parsed(f"a: {written}\n")["a"]
    assert (found, type(found)) == (value, type(value))


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1", "pack.yaml") == {"a": 1}


def test_a_merge_key_adds_the_keys_that_are_not_there() -> None:
    assert parsed(TEXT)["other"] == {"role": "manager", "years": [2021, 2022]}


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), (1, 1)),
        (("base",), (1, 1)),
        (("base", "years"), (3, 3)),
        (("base", "years", 1), (3, 17)),
        (("other", "role"), (6, 3)),
        (("other", "years"), (3, 3)),
        (("other", "nothing", "deeper"), (4, 1)),
        (("base", "years", 9), (3, 3)),
        (("days", "2021-01-01"), (7, 8)),
    ],
)
def test_a_place_is_that_of_the_deepest_key_that_is_there(
    keys: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert place_of(parsed(TEXT), keys) == place


def test_a_value_is_found_by_its_keys() -> None:
    assert value_at(parsed(TEXT), ("other", "years", 1)) == 2022
    assert value_at(parsed(TEXT), ("other", "nothing")) is None


def test_as_many_values_as_are_allowed_are_read() -> None:
    assert len(parsed(f"- &a {[0] * 998}\n" + "- *a\n" * (MOST_NODES // 1000 - 1))) == 100
    with pytest.raises(PackError, match="100000"):
        parsed(f"- &a {[0] * 998}\n" + "- *a\n" * (MOST_NODES // 1000))


def placed(value: object) -> object:
    """A value with the place of all that it is made of."""
    if isinstance(value, Keys):
        return [(key, value.places[key], placed(each)) for key, each in value.items()]
    if isinstance(value, Entries):
        return [(place, placed(each)) for place, each in zip(value.places, value, strict=True)]
    return value


@pytest.mark.parametrize(
    "path",
    sorted(rules_folder().rglob("*.yaml")),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_of_the_programs_own_files_both_parsers_say_the_same(path: Path) -> None:
    contents = path.read_bytes()
    one, other = parse_yaml(contents, path.name), parse_own_yaml(contents, path.name)
    assert placed(one) == placed(other)


def test_a_file_of_somebody_else_is_never_left_to_the_quick_parser(tmp_path: Path) -> None:
    own = rules_folder() / "yen-bai-2021-2025" / "pack.yaml"
    tabbed = own.read_text(encoding="utf-8").replace("pack: yen-bai", "pack: yen\tbai", 1)
    (tmp_path / "pack.yaml").write_text(tabbed, encoding="utf-8")
    with pytest.raises(PackError, match="tab"):
        load_pack(str(tmp_path), load_vocabulary())
