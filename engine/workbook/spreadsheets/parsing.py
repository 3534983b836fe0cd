"""Parse the XML of a part piece by piece, within bounds; knows no format."""

from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.parsers import expat

from ...errors import InputError

_DEEPEST = 200  # elements inside each other; spreadsheets need a dozen


class Handler(Protocol):
    """Takes the events of a parser: elements by their names with prefixes, and texts."""

    def start(self, name: str, values: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters, wherever they stand."""


def parse(file: str, blocks: Iterable[bytes], handler: Handler) -> Iterator[None]:
    """Hand the events of a part to a handler; pauses after each piece.

    Parameters: ``file`` is named in the error.

    Raises:
        InputError: the XML is not well-formed, declares a document type in whatever encoding, or
            has more elements inside each other than any program writes.
    """
    depth = 0

    def begin(name: str, values: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise InputError("file-unsafe", file)
        handler.start(name, values)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(name)

    def refuse(*_: object) -> None:
        raise InputError("file-unsafe", file)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    for _ in _fed(parser, file, blocks):
        yield
    yield


def well_formed(file: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces of a part, which end in an error where its XML is not well-formed.

    Raises:
        InputError: it is not.
    """
    return _fed(expat.ParserCreate(), file, blocks)


def _fed(parser: expat.XMLParserType, file: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a part, each after the parser has taken it."""
    try:
        for block in blocks:
            parser.Parse(block, False)
            yield block
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise InputError("file-corrupt", file) from error
