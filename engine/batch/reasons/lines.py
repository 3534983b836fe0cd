"""Reasons as JSON lines, for programs: keys like those of ``conclusions.jsonl``."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from ...plan import Plan
from .streaming import Block
from .telling import Told

_UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What a terminal obeys and nobody sees; JSON itself escapes the rest."""

_listing = json.JSONEncoder(ensure_ascii=False, separators=("\n", ": "))


def lines(blocks: Iterable[Block], plan: Plan) -> Iterator[str]:
    """One line for each subject and title, those of a block in one text."""
    for block in blocks:
        tails = [_tail(told, plan) for told in block.told]
        rows = zip(_quoted(block.subjects), _quoted(block.units), block.places, strict=True)
        yield "".join(
            [
                f'{{"subject": {subject}, "unit": {unit}, {tails[place]}'
                for subject, unit, place in rows
            ]
        )


def _tail(told: Told, plan: Plan) -> str:
    """All of a line but whom it is about."""
    title = told.title
    fields = {
        "kind": title.subject,
        "pack": title.pack,
        "title": title.id,
        "year": plan.year,
        "conclusion": told.outcome.word,
        "status": title.status,
        **({"simulated": True} if plan.simulated else {}),
        "minimal_reason": list(told.minimal_reason),
        "reason": told.reason,
    }
    return _UNSEEN.sub(_escaped, json.dumps(fields, ensure_ascii=False))[1:] + "\n"


def _quoted(texts: Sequence[str | None]) -> list[str]:
    """Each text as JSON has it, many at once: none of them is left with an end of a line."""
    listed = _listing.encode(texts)
    if not listed.replace("\n", "").isprintable():
        listed = _UNSEEN.sub(_escaped, listed)
    return listed[1:-1].split("\n")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
