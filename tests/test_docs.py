"""The docs say what is true: commands, problem codes, messages, the README's commands."""

import os
import re
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from engine.codes import SEVERITIES
from engine.locale import LANGUAGES

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "engine/locale"


@cache
def messages(lang: str) -> dict[str, ast.Message]:
    found: dict[str, ast.Message] = {}
    for path in sorted((LOCALE / lang).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{path.name}: {entry.id.name} is there twice"
                found[entry.id.name] = entry
    return found


class _Variables(Visitor):
    """Collects the names that a message is given."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def variables(message: ast.Message) -> set[str]:
    walker = _Variables()
    walker.visit(message)
    return walker.names


def shown(message: ast.Message) -> str:
    """The text of a message with its variables as ``…name…``."""
    parts = []
    for element in message.value.elements:
        if isinstance(element, ast.TextElement):
            parts.append(element.value)
        else:
            parts.append(f"…{element.expression.id.name}…")
    return "".join(parts).replace("|", "/")


def test_both_languages_have_the_same_messages() -> None:
    vi, en = (messages(lang) for lang in LANGUAGES)
    assert set(vi) == set(en)


def test_a_message_uses_no_variable_that_the_other_language_lacks() -> None:
    vi, en = (messages(lang) for lang in LANGUAGES)
    used = {name: (variables(vi[name]), variables(en[name])) for name in vi}
    assert {name: pair for name, pair in used.items() if pair[0] != pair[1]} == {}


def codes() -> set[str]:
    """Problem codes of the catalogue."""
    return {
        name.removeprefix("problem-")
        for name in messages("en")
        if name.startswith("problem-") and not name.endswith("-help")
    }


def test_every_problem_code_has_a_remedy() -> None:
    helps = {name for name in messages("en") if name.startswith("problem-")}
    assert {code for code in codes() if f"problem-{code}-help" not in helps} == set()


def problem_page() -> str:
    """The page on data problems, as the catalogues have it."""
    lines = [
        "# Data problems",
        "",
        "What `thidua check`, `problems.jsonl` and the reports list. This page is made from the",
        "message catalogues (`make goldens`).",
        "",
        "| code | severity | what is wrong | what to do | tiếng Việt |",
        "| --- | --- | --- | --- | --- |",
    ]
    for code in sorted(codes()):
        texts = [
            shown(messages(lang)[key])
            for lang, key in (
                ("en", f"problem-{code}"),
                ("en", f"problem-{code}-help"),
                ("vi", f"problem-{code}"),
            )
        ]
        severity = SEVERITIES[code].value
        lines.append(f"| `{code}` | {severity} | " + " | ".join(texts) + " |")
    return "\n".join(lines) + "\n"


def test_every_problem_code_is_documented() -> None:
    page = ROOT / "docs/problems.md"
    if os.environ.get("THIDUA_UPDATE_GOLDEN"):
        page.write_text(problem_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == problem_page()


def test_the_readme_gives_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", readme, re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_links_in_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
