"""Read one YAML file, in UTF-8 and of a bearable size, and say what is wrong with its syntax.

Knows nothing of packs.
"""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ..errors import PackError
from ..provenance import Position
from .nodes import UNPRINTABLE, Builder

LARGEST = 500_000
"""Bytes of a file: many times the longest one that is shipped, and read in about a second."""


def read_yaml(path: Path) -> Any:
    """Read a file as ``Keys``, ``Entries`` and scalars.

    Raises:
        PackError: it cannot be read, is too large, or is not YAML without tags.
    """
    return parse_yaml(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; one that is too large is not read at all.

    Raises:
        PackError: it cannot be read, or is too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            size = f"{path.stat().st_size / 1e6:.1f}"
            raise PackError("yaml-too-large", path.name, size=size, most=str(LARGEST / 1e6))
        return path.read_bytes()
    except OSError as error:
        raise PackError("yaml-unreadable", path.name, reason=error.strerror or "") from error


def parse_yaml(contents: bytes, name: str) -> Any:
    """Build the values of a file from its bytes; ``name`` is the file's name in messages.

    Raises:
        PackError: it is not YAML, has a tag, a key twice, or more than can be read.
    """
    return _parsed(contents, name, YAML(typ="safe", pure=True))


def parse_own_yaml(contents: bytes, name: str) -> Any:
    """Build the values of a file that comes with the program, sooner where libyaml is installed.

    Of other files libyaml does not always say the same: of tabs, separators and block scalars.

    Raises:
        PackError: as of ``parse_yaml``.
    """
    return _parsed(contents, name, YAML(typ="safe"))


def _parsed(contents: bytes, name: str, parser: YAML) -> Any:
    text = _decoded(contents, name)
    try:
        return Builder(name, parser.parse(text)).document()
    except MarkedYAMLError as error:
        raise _syntax_error(error, text, name) from error
    except YAMLError as error:
        raise PackError("yaml", name, problem=str(error).split("\n")[0]) from error


def _decoded(contents: bytes, name: str) -> str:
    try:
        text = contents.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = contents[: error.start].decode("utf-8", "replace")
        found = f"0x{contents[error.start]:02X}"
        raise PackError("yaml-encoding", _after(before, name), found=found) from error
    if odd := UNPRINTABLE.search(text):
        code = f"U+{ord(odd[0]):04X}"
        raise PackError("yaml-character", _after(text[: odd.start()], name), found=code)
    return text


def _after(before: str, name: str) -> Position:
    """The place that follows a text."""
    return Position(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


_SYNTAX = (
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("expected ',' or", "yaml-open-bracket"),
    ("expected the node content", "yaml-open-bracket"),
    ("expected <block end>", "yaml-indent"),
    ("unexpected end of stream", "yaml-open-quote"),
    ("cannot start any token", "yaml-start"),
)
"""What the parser says, and the message that says it in the reader's language."""


def _syntax_error(error: MarkedYAMLError, text: str, name: str) -> PackError:
    problem = (error.problem or str(error)).split("\n")[0]
    code = next((code for words, code in _SYNTAX if words in problem), "yaml")
    mark = error.problem_mark or error.context_mark
    if code in ("yaml-open-quote", "yaml-no-colon"):
        mark = error.context_mark or mark  # where the quote or the key begins
    if mark is None:
        return PackError("yaml", name, problem=problem)
    where = Position(name, mark.line + 1, mark.column + 1)
    lines = text.split("\n")
    rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    found = rest[:40] if code == "yaml-no-colon" else rest[:1]
    if code == "yaml-start" and found == "\t":
        return PackError("yaml-tab", where)
    return PackError(code, where, **({"problem": problem} if code == "yaml" else {"found": found}))
