"""The catalogues of explanations: the same ids in both languages, and no id in vain."""

import re
from pathlib import Path

import pytest

import engine

ENGINE = Path(engine.__file__).parent
FAMILIES = (
    "explain-unconfirmed",
    "explain-draft",
    "verdict-",
    "outcome-",
    "duty-",
    "bound-",
    "against-",
    "ask-",
    "need-",
    "noun-",
    "found-",
    "day-",
    "since-",
    "until-",
    "range-",
    "span-",
    "remedy-other-",
    "explain-reason-",
)
"""Messages whose names are put together."""


def messages(lang: str, catalogue: str) -> dict[str, str]:
    text = (ENGINE / "locale" / lang / f"{catalogue}.ftl").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][\w-]*) = ?(.*)$", text, re.MULTILINE))


def variables(text: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", text))


@pytest.mark.parametrize("catalogue", ["wording", "explain"])
def test_both_languages_say_the_same_things(catalogue: str) -> None:
    vi, en = messages("vi", catalogue), messages("en", catalogue)
    assert list(vi) == list(en)
    different = {name for name in vi if variables(vi[name]) != variables(en[name])}
    assert different <= {"ask-share-all", "noun-total"}


@pytest.mark.parametrize("catalogue", ["wording", "explain"])
def test_each_message_is_used(catalogue: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in ENGINE.rglob("*.py"))
    source += "".join(path.read_text(encoding="utf-8") for path in ENGINE.rglob("*.j2"))
    used = set(re.findall(r"""["']([a-z][\w-]*)["']""", source))
    unused = set(messages("vi", catalogue)) - used
    assert {name for name in unused if not name.startswith(FAMILIES)} == set()
