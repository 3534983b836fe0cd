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


class Address(Frozen):
    """How people write the form of address, or the title, of a person before the name.

    ``or_surname`` are those that are surnames as well; ``middle`` are the words that stand
    between a surname and a given name, so that no name starts or ends with them.
    """

    words: tuple[str, ...] = ()
    or_surname: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()


class Duration(Frozen):
    """How people write years and months of a time that lasts."""

    years: tuple[str, ...] = ()
    months: tuple[str, ...] = ()


class Words(Frozen):
    """How people write yes, no and nothing, and the words beside days, numbers and names.

    ``ditto`` are the marks for what stands in the cell above. ``none`` is how a count of
    nought is written in words. ``doubt`` are the words beside a value that take it back.
    ``units`` are groups of words that count the same; ``votes`` may stand beside a result.
    """

    yes: tuple[str, ...]
    no: tuple[str, ...]
    blank: tuple[str, ...]
    ditto: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    month_names: tuple[tuple[str, ...], ...] = ()
    school_year: tuple[str, ...] = ()
    units: tuple[tuple[str, ...], ...] = ()
    duration: Duration = Duration()
    votes: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()
    address: Address = Address()
    range: RangeWords = RangeWords()


class Layout(Frozen):
    """Lines that are no records, columns and sheets nobody needs, and how names go on.

    ``sections``, ``notes`` and ``asides`` are patterns. What stands behind one of the ``asides``
    in a title is not about the rows below. A sheet is no part of a list if its name goes on
    with one of ``other_sheets``. One of ``unsure_ditto`` may also stand for nothing. ``added``
    are patterns of the columns and sheets that reports add to copies of a workbook.
    """

    totals: tuple[str, ...]
    sections: tuple[str, ...]
    notes: tuple[str, ...]
    ignored: tuple[str, ...]
    skipped_sheets: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()
    unsure_ditto: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
