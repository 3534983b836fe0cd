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
)
"""Messages whose names are put together."""


def messages(lang: str) -> list[str]:
    catalogue = (ENGINE / "locale" / lang / "report.ftl").read_text(encoding="utf-8")
    return re.findall(r"^(report-[a-z-]+) =", catalogue, re.MULTILINE)


def used() -> set[str]:
    found: set[str] = set()
    for path in (ENGINE / "reports").rglob("*"):
        if path.suffix in (".py", ".j2"):
            source = path.read_text(encoding="utf-8")
            found |= set(re.findall(r"report-[a-z-]+", source))
            found |= {f"report-{name}" for name in re.findall(r'ui\("([a-z-]+)"', source)}
    from engine.reports.page import _WORDS

    return found | {f"report-{name}" for name in _WORDS}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_message_of_the_reports_is_used(lang: str) -> None:
    unused = {name for name in messages(lang) if not name.startswith(FAMILIES)} - used()
    assert unused == set()


def test_both_languages_say_the_same_things() -> None:
    assert messages("vi") == messages("en")
