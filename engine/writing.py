"""How people write: words for yes, no, nothing and ranges, and lines that are no records.

Part of the vocabulary file; knows no column.
"""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """What all parts of the vocabulary share: only the keys that are listed, no changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RangeWords(Frozen):
    """How people write that a number lies in a range; ``or_more``, ``or_less`` stand behind it."""

    start: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    or_more: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    or_less: tuple[str, ...] = ()
    less_than: tuple[str, ...] = ()


class Words(Frozen):
    """How people write yes, no and nothing, and the words beside years and numbers."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    blank: tuple[str, ...]
    month: tuple[str, ...] = ()
    school_year: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    range: RangeWords = RangeWords()


class Layout(Frozen):
    """Lines that are no records, columns and sheets nobody needs; sections, notes are patterns."""

    totals: tuple[str, ...]
    sections: tuple[str, ...]
    notes: tuple[str, ...]
    ignored: tuple[str, ...]
    skipped_sheets: tuple[str, ...] = ()
