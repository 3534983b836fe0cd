"""Messages without variables are read without the library, and mean what it would say."""

import re
import subprocess
import sys

import pytest

from engine import locale
from engine.locale import LANGUAGES, say


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plain_message_is_what_the_library_makes_of_it(lang: str) -> None:
    places, plain = locale._places(lang), locale._plain(lang)
    assert len(plain) > 500
    for name, text in plain.items():
        bundle = locale._bundle(lang, places[name])
        pattern = bundle.get_message(name).value
        assert pattern is not None
        assert bundle.format_pattern(pattern) == (text, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_found_in_its_catalogue_and_refers_to_no_other(lang: str) -> None:
    places = locale._places(lang)
    told = {
        name for number in set(places.values()) for name in locale._bundle(lang, number)._messages
    }
    assert told == places.keys()
    for text in locale._texts(lang):
        assert not re.search(r"\{\s*-?[a-z]", text)


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
