"""Every code of an error has a message in both languages, and no message waits in vain."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.locale import LANGUAGES

ENGINE = Path(__file__).parent.parent.parent / "engine"
RAISING = re.compile(r"_?error|(Shape|Pack|Usage|Input|Engine|Disagreement)Error")
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
STANDING = re.compile(r"^error-([\w-]+) =", re.M)


def messages(lang: str, catalogue: str = "*") -> set[str]:
    """The codes that a language has a message for."""
    paths = (ENGINE / "locale" / lang).glob(f"{catalogue}.ftl")
    return {code for path in paths for code in STANDING.findall(path.read_text(encoding="utf-8"))}


def trees() -> Iterator[ast.AST]:
    for path in sorted(ENGINE.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.AST) -> Iterator[str]:
    """The codes that an expression can be, as far as it is written out."""
    match node:
        case ast.Constant(value=str(text)) if CODE.fullmatch(text):
            yield text
        case ast.IfExp(body=body, orelse=otherwise):
            yield from texts(body)
            yield from texts(otherwise)


def raised() -> set[str]:
    """Codes in calls that make an error: their first, or for a shape their second, argument."""
    found = set()
    for tree in trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if (
                    RAISING.fullmatch(name) and args
                ):
                    place = 1 if name == "ShapeError" and len(args) > 1 else 0
                    found.update(texts(args[place]))
                case ast.Call(func=ast.Name(id="known"), args=[_, _, kind, *_]):
                    found.update(f"unknown-{text}" for text in texts(kind))
                case ast.Call(func=ast.Name(id="_known"), args=[_, _, kind, *_]):
                    found.update(f"scenario-{text}" for text in texts(kind))
                case ast.Call(func=ast.Name(id="_check"), args=[_, _, code]):
                    found.update(texts(code))
    return found


def written() -> set[str]:
    """Every text in the engine that may be a code, and the ends of codes put together."""
    found = {text for tree in trees() for node in ast.walk(tree) for text in texts(node)}
    return found | {
        f"{start}-{text}" for start in ("unknown", "scenario", "shape") for text in found
    }


def test_the_search_finds_codes() -> None:
    assert {"window-ends", "title-cycle", "unknown-criterion", "yaml-tag"} <= raised()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_message(lang: str) -> None:
    assert raised() - messages(lang) == set()


def test_both_languages_have_the_same_codes() -> None:
    assert messages("vi", "packs") == messages("en", "packs")


def test_no_message_is_without_a_code() -> None:
    assert messages("vi", "packs") - written() == set()
