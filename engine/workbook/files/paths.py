"""Make names of files safe to show, and tell those that no person made.

Knows letters only; opens nothing.
"""

import re
from unicodedata import category, normalize

_DRIVE = re.compile("[A-Za-z]:")
_JUNK = frozenset({"thumbs.db", "desktop.ini"})
_UNSHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def safe_name(name: str) -> str:
    """A relative path of one line without steps upwards, roots and drives.

    >>> safe_name("C:\\\\..\\\\a/b.xlsx")
    'a/b.xlsx'
    """
    steps = (_shown(step) for step in re.split(r"[/\\]", name))
    kept = [step for step in steps if step.strip(" .") and not _DRIVE.fullmatch(step)]
    return "/".join(kept) or "?"


def is_junk(step: str) -> bool:
    """Whether a step of a path is no file of a person, but of a system or an open program."""
    return step.startswith((".", "~$", "__MACOSX")) or step.lower() in _JUNK


def _shown(step: str) -> str:
    """The same with composed letters, and a sign where a character cannot be shown."""
    return "".join(
        "\ufffd" if category(char) in _UNSHOWN else char for char in normalize("NFC", step)
    )
