"""Write proposals down as a mapping file, for people to read and accept.

Knows the words and the order of the file, not why anything is proposed.
"""

import json
from collections.abc import Iterable, Iterator

from ...locale import LANGUAGES, say
from ...vocabulary import Vocabulary
from .evidence import Guess
from .proposing import ColumnProposal, SheetProposal


def mapping_text(proposals: Iterable[SheetProposal], vocabulary: Vocabulary, lang: str) -> str:
    """The text of a mapping file: what waits for the user comes first on each sheet."""
    comments = (line for each in LANGUAGES for line in (*say(each, "map-comment").split("\n"), ""))
    lines = [f"# {line}".rstrip() for line in comments]
    writer = _Writer(vocabulary, lang)
    body = [line for proposal in proposals for line in writer.sheet(proposal)]
    return "\n".join([*lines[:-1], "", "sheets:" if body else "sheets: []", *body, ""])


class _Writer:
    """Writes entries, with reasons in one language."""

    def __init__(self, vocabulary: Vocabulary, lang: str) -> None:
        self._vocabulary = vocabulary
        self._lang = lang

    def sheet(self, proposal: SheetProposal) -> Iterator[str]:
        """The lines of a sheet and its columns."""
        name = proposal.guess.name
        yield f"  - sheet: {_quoted(proposal.sheet)}"
        if proposal.file:
            yield f"    file: {_quoted(proposal.file)}"
        label = self._vocabulary.sheet(name).sheet if name else ""
        yield from self._decision(proposal.guess, label, proposal.is_known, "    ")
        columns = sorted(proposal.columns, key=lambda column: column.is_known)
        if columns:
            yield "    columns:"
        for column in columns:
            yield from self._known(column) if column.is_known else self._open(column)

    def _open(self, column: ColumnProposal) -> Iterator[str]:
        yield f"      - header: {_quoted(column.header)}"
        if column.letters:
            yield f"        column: {column.letters}"
        name = column.guess.name
        label = self._vocabulary.fields[name].header if name else ""
        yield from self._decision(column.guess, label, False, "        ")

    def _known(self, column: ColumnProposal) -> Iterator[str]:
        """A column that needs nothing, in one line."""
        letters = f", column: {column.letters}" if column.letters else ""
        told = f"as: {column.guess.name or 'null'}, accepted: yes, confidence: 1"
        reason = _quoted(self._reasons(column.guess))
        yield f"      - {{header: {_quoted(column.header)}{letters}, {told}, reason: {reason}}}"

    def _decision(self, guess: Guess, label: str, is_known: bool, indent: str) -> Iterator[str]:
        yield f"{indent}as: {guess.name}  # {label}" if guess.name else f"{indent}as:"
        yield f"{indent}accepted: {'yes' if is_known else 'no'}"
        yield f"{indent}confidence: {guess.confidence:g}"
        yield f"{indent}reason: {_quoted(self._reasons(guess))}"

    def _reasons(self, guess: Guess) -> str:
        return "; ".join(reason.text(self._lang) for reason in guess.reasons)


def _quoted(text: str) -> str:
    """A text as YAML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)
