"""The dictionary of facts: that it fits together, and what is said where it does not."""

from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from engine.packs.loading import read_yaml, rules_folder
from engine.vocabulary import Vocabulary

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
        ((*FORM, "trusted"), {"signer": "nobody"}, "signer", "found `nobody`"),
        ((*FORM, "trusted"), {"signed_on": "confirmed_by"}, "signed_on", "role `signed_on`"),
    ],
)
def test_a_column_that_does_not_fit_is_named(
    field: tuple[str, ...], change: dict[str, str], key: str, problem: str
) -> None:
    ((place, message),) = mistakes(change, *field)
    assert place == (*field, key)
    assert problem in message


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
