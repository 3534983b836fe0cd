"""Messages without variables are read without the library, and mean what it would say."""

import re
import subprocess
import sys

import pytest
from fluent.syntax import ast, parse, serialize

from engine import locale
from engine.locale import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plain_message_is_what_the_library_makes_of_it(lang: str) -> None:
    plain = locale._plain(lang)
    assert len(plain) > 500
    for name, text in plain.items():
        pattern = locale._read(lang, name).value
        assert pattern is not None
        assert locale._bundle(lang).format_pattern(pattern) == (text, [])


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


def test_a_variable_a_second_line_and_a_blank_are_left_to_the_library() -> None:
    assert "error-no-run" not in locale._plain("en")  # { $folder }
    assert "keys-made" not in locale._plain("en")  # three lines
    assert "and" not in locale._plain("en")  # { " " }
    assert say("en", "and") == " and "


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
