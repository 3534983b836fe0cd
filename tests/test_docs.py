"""The docs say what is true: commands, problem codes, messages, the README's commands."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from engine.locale import LANGUAGES

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "engine/locale"


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


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_problem_code_is_documented(code: str) -> None:
    assert f"`{code}`" in (ROOT / "docs/problems.md").read_text(encoding="utf-8")


def test_the_readme_gives_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", readme, re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_links_in_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
