"""Messages of one line are read without the library, and mean what it would say."""

import re
import subprocess
import sys

import pytest
from fluent.syntax import ast, parse, serialize
from hypothesis import given
from hypothesis import strategies as st

from engine import locale
from engine.locale import LANGUAGES, say

VALUES = (
    "",
    "a",
    "Trường TH số 1",
    " 100 % ",
    "%s %(x)s %%",
    "{ $x }",
    "{",
    "\\n",
    "one\ntwo",
    "12",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plain_message_is_what_the_library_makes_of_it(lang: str) -> None:
    plain = locale._plain(lang)
    assert len(plain) > 1400
    for number, (name, text) in enumerate(plain.items()):
        pattern = locale._read(lang, name).value
        assert pattern is not None
        variables = sorted(set(re.findall(r"\$([\w-]+)", text)))
        details = {each: VALUES[(number + i) % len(VALUES)] for i, each in enumerate(variables)}
        made = locale._bundle(lang).format_pattern(pattern, details)
        assert (say(lang, name, **details), []) == made


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_told_stands_there_as_the_library_would_have_it(raw: str, cell: str) -> None:
    for lang in LANGUAGES:
        pattern = locale._read(lang, "raw-cell").value
        assert pattern is not None
        details = {"cell": cell, "raw": raw}
        made = locale._bundle(lang).format_pattern(pattern, details)
        assert (say(lang, "raw-cell", **details), []) == made


def test_a_long_text_is_told_whole() -> None:
    """The library refuses one of more than 2,500 characters."""
    assert "x" * 40_000 in say("en", "raw-cell", cell="A1", raw="x" * 40_000)


@pytest.mark.parametrize("details", [{}, {"cell": "A1"}, {"cell": "A1", "other": ""}])
def test_a_variable_that_is_not_given_is_an_error(details: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        say("en", "raw-cell", **details)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_alone_says_what_it_says_in_its_catalogue(lang: str) -> None:
    told = {name: messages_of(text) for name, text in locale._written(lang).items()}
    assert all(list(found) == [name] for name, found in told.items())
    whole = [messages_of(text) for text in locale._texts(lang)]
    assert {name: m for each in whole for name, m in each.items()} == {
        name: found[name] for name, found in told.items()
    }
    for text in locale._texts(lang):
        assert not re.search(r"\{\s*-?[a-z]", text)  # none refers to another


def messages_of(text: str) -> dict[str, str]:
    """The messages of a text as the library writes them."""
    found = [entry for entry in parse(text).body if not isinstance(entry, ast.Comment)]
    assert all(isinstance(entry, ast.Message) for entry in found)
    for entry in found:
        entry.comment = None
    return {entry.id.name: serialize(ast.Resource([entry])) for entry in found}


def test_a_choice_and_a_second_line_are_left_to_the_library() -> None:
    assert "error-shape-form" not in locale._plain("en")
    assert "keys-made" not in locale._plain("en")  # three lines
    assert say("en", "and") == " and "  # { " " } on either side


def test_help_loads_no_library_that_help_does_not_need() -> None:
    code = (
        "import sys; from engine.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'fluent', 'babel', 'pandas', 'pydantic', 'duckdb', 'ruamel', 'cryptography'}\n"
        "sys.exit(', '.join(heavy & {name.split('.')[0] for name in sys.modules}) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "verify-receipt" in done.stdout
