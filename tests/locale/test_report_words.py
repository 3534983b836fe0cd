import re
from pathlib import Path

import pytest

import engine

ENGINE = Path(engine.__file__).parent
FAMILIES = (
    "report-value-",
    "report-severity-",
    "report-is-interpretation-",
    "report-every-",
    "follow-kind-",
    "follow-met",
    "follow-not-met",
    "follow-unknown",
    "template-",
    "difference-",
    "unproven-",
    "receipt-",
    "error-",
    "help-",
    "report-engine-",
    "report-instrument-kind-",
)
"""Messages whose names are put together."""


CATALOGUES = (
    "report",
    "page",
    "followup",
    "figures",
    "papers",
    "proof",
    "journal",
    "crate",
    "receipt",
    "batch",
)


def messages(lang: str, catalogue: str) -> list[str]:
    text = (ENGINE / "locale" / lang / f"{catalogue}.ftl").read_text(encoding="utf-8")
    return re.findall(r"^([a-z][a-z-]*) =", text, re.MULTILINE)


def used() -> set[str]:
    sources = (path for path in ENGINE.rglob("*") if path.suffix in (".py", ".j2"))
    told = "".join(path.read_text(encoding="utf-8") for path in sources)
    return set(re.findall(r"""["'-]([a-z][a-z-]+)["']""", told))


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_each_message_of_the_reports_is_used(catalogue: str) -> None:
    unused = {n for n in messages("vi", catalogue) if not n.startswith(FAMILIES)} - used()
    assert unused == set()


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_say_the_same_things(catalogue: str) -> None:
    assert messages("vi", catalogue) == messages("en", catalogue)
