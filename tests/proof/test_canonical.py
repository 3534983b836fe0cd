"""Canonical JSON against the vectors of its standard."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.proof.canonical import canonical

VECTORS = json.loads((Path(__file__).parent / "vectors/canonical.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["texts"], ids=lambda each: each["name"])
def test_a_text_is_canonical_as_the_standard_has_it(vector: dict[str, Any]) -> None:
    assert canonical(json.loads(vector["input"])).hex() == vector["hex"]


def test_vietnamese_letters_and_the_order_of_keys_do_not_hang_on_the_writer() -> None:
    one = canonical({"tên": "Nguyễn Thị Lan", "mã": "GV012"})
    other = canonical({"mã": "GV012", "tên": "Nguyễn Thị Lan"})
    assert one == other == '{"mã":"GV012","tên":"Nguyễn Thị Lan"}'.encode()


@pytest.mark.parametrize("content", [2**53 + 1, float("nan"), float("inf"), "\ud800"])
def test_what_has_no_canonical_text_is_refused(content: object) -> None:
    with pytest.raises(ValueError):
        canonical([content])
