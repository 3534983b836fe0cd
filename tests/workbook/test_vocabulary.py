"""The dictionary of facts: that it fits together, and what is said where it does not."""

from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from engine.packs.loading import read_yaml, rules_folder
from engine.vocabulary import Vocabulary
from engine.workbook.letters.text import bare_key, exact_key

SHIPPED = read_yaml(rules_folder() / "vocabulary.yaml")


def mistakes(change: Any, *keys: str) -> list[tuple[tuple[object, ...], str]]:
    """Places and problems after a change of the part of the vocabulary that keys lead to."""
    words = deepcopy(SHIPPED)
    part = words
    for key in keys:
        part = part[key]
    part.update(change)
    with pytest.raises(ValidationError) as caught:
        Vocabulary.model_validate(words)
    return [(mistake["loc"], mistake["msg"]) for mistake in caught.value.errors()]


AWARDS = ("relations", "awards", "fields")
FORM = ("forms", "person_confirmations", "facts")


@pytest.mark.parametrize(
    ("field", "change", "key", "problem"),
    [
        ((*AWARDS, "award_level"), {"scale": "levels"}, "scale", "a scale that is there"),
        ((*AWARDS, "award_name"), {"scale": "level"}, "scale", "for a choice only"),
        ((*AWARDS, "award_name"), {"blank": "no"}, "blank", "found `no`"),
        ((*AWARDS, "award_title"), {"blank": "nothing"}, "blank", "kncgd or unknown"),
        ((*AWARDS, "award_title"), {"role": "day"}, "type", "expected `date` for role `day`"),
        ((*AWARDS, "award_level"), {"share": True}, "share", "found type `choice`"),
        ((*AWARDS, "award_level"), {"beside": ["Nothing"]}, "beside", "found `Nothing`"),
        ((*AWARDS, "award_level"), {"beside": ["Cấp"]}, "beside", "of another column"),
        ((*AWARDS, "award_date"), {"read_from": "nothing"}, "read_from", "found `nothing`"),
        ((*AWARDS, "award_date"), {"read_from": "award_level"}, "read_from", "a text column"),
        ((*AWARDS, "is_prize"), {"read_from": "award_name"}, "read_from", "found type `boolean`"),
        ((*FORM, "trusted"), {"signer": "nobody"}, "signer", "found `nobody`"),
        ((*FORM, "trusted"), {"signed_on": "confirmed_by"}, "signed_on", "role `signed_on`"),
    ],
)
def test_a_column_that_does_not_fit_is_named(
    field: tuple[str, ...], change: dict[str, Any], key: str, problem: str
) -> None:
    ((place, message),) = mistakes(change, *field)
    assert place == (*field, key)
    assert problem in message


def test_what_tells_rows_apart_is_a_column_of_the_sheet() -> None:
    ((place, message),) = mistakes({"once": ["nothing"]}, "relations", "awards")
    assert place == ("relations", "awards", "once")
    assert "no column `nothing`" in message


def test_an_id_names_one_column() -> None:
    name = SHIPPED["relations"]["awards"]["fields"]["award_name"]
    same = {"award_name": name}
    words = deepcopy(SHIPPED)
    words["relations"]["discipline"]["fields"].update(same)
    assert Vocabulary.model_validate(words).fields["award_name"].header == name["header"]
    other = {"award_name": {**name, "header": "Khác"}}
    ((place, message),) = mistakes(other, "relations", "discipline", "fields")
    assert place == ("relations", "discipline", "fields", "award_name")
    assert "is not the same" in message


def test_an_id_names_one_sheet_and_one_value() -> None:
    form = SHIPPED["forms"]["person_confirmations"]
    twice = mistakes({"awards": form}, "forms")
    assert [place for place, _ in twice] == [("forms", "awards"), ("relations", "awards")]
    grade = SHIPPED["scales"]["grade"]
    ((place, _),) = mistakes({"values": [*grade["values"], grade["values"][0]]}, "scales", "grade")
    assert place == ("scales", "grade")


def test_all_mistakes_are_told_at_once() -> None:
    fields = SHIPPED["relations"]["awards"]["fields"]
    change = {name: {**fields[name], "scale": "?"} for name in ("award_title", "award_level")}
    assert len(mistakes(change, *AWARDS)) == 2


@pytest.mark.parametrize("name", SHIPPED["scales"])
def test_no_spelling_of_a_scale_is_that_of_two_values(name: str) -> None:
    meant: dict[str, set[str]] = {}
    for choice in SHIPPED["scales"][name]["values"]:
        for way in (choice["vi"], choice["en"], choice["id"], *choice.get("aliases", ())):
            meant.setdefault(exact_key(way), set()).add(choice["id"])
            meant.setdefault(bare_key(way), set()).add(choice["id"])
    assert {way: ids for way, ids in meant.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("name", SHIPPED["scales"])
def test_no_spelling_of_a_value_is_written_twice(name: str) -> None:
    for choice in SHIPPED["scales"][name]["values"]:
        ways = [exact_key(way) for way in (choice["vi"], *choice.get("aliases", ()))]
        assert sorted(set(ways)) == sorted(ways)


def test_yes_no_and_nothing_are_written_differently() -> None:
    words = Vocabulary.model_validate(SHIPPED).words
    groups = [words.yes, words.no, words.blank, words.ditto]
    keys = [{bare_key(word) for word in group} for group in groups]
    assert sum(map(len, keys)) == len(set().union(*keys))
