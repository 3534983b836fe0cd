"""A blank workbook with just the sheets and columns that a plan needs.

What it makes reads back without a problem; knows the order of its sheets.
"""

from pathlib import Path

from ..errors import UsageError
from ..form import needed_sheets
from ..plan import Plan
from ..putting import write_whole
from ..vocabulary import Vocabulary
from .sheets import new_book, stable_bytes
from .template_guide import draw_guide
from .template_sheets import Lists, draw_sheet
from .template_words import TemplateWords

SUFFIX = ".xlsx"


def template_bytes(plan: Plan, vocabulary: Vocabulary, lang: str = "vi") -> bytes:
    """The blank workbook for a plan; equal plans give equal bytes.

    Parameters: ``lang`` is the language of the explanations; sheets, headers and values are
    those of the vocabulary.
    """
    words = TemplateWords(plan, vocabulary, lang)
    sheets = needed_sheets(plan, vocabulary)
    book = new_book(words.say("template-heading", year=plan.year_label))
    draw_guide(book, words.say("template-guide-sheet"), sheets, words)
    lists = Lists(words.say("template-lists-sheet"))
    for sheet in sheets:
        draw_sheet(book, sheet, words, lists)
    lists.draw(book, words.say("report-cut"))
    return stable_bytes(book, plan.received)


def write_template(
    plan: Plan, vocabulary: Vocabulary, path: Path, lang: str = "vi", force: bool = False
) -> None:
    """Write the blank workbook for a plan, whole or not at all.

    Parameters: ``force`` replaces a file that is there.

    Raises:
        UsageError: the file is there already, is no ``.xlsx``, or cannot be written.
    """
    if path.suffix.lower() != SUFFIX:
        raise UsageError("template-suffix", out=str(path))
    if path.exists() and not force:
        raise UsageError("template-exists", out=str(path))
    content = template_bytes(plan, vocabulary, lang)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError("template-unwritable", out=str(path), reason=reason) from error
