"""The first sheet of a template: which rules, how to fill it in, every column, an example.

Knows openpyxl through ``sheets``; nothing on it is data.
"""

from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from ..form import NeededSheet
from ..pack import Pack
from .grid import Column, Row, lines_of
from .phrases import day, instrument_kind, quantity, span
from .sheets import put, put_heading, put_table, set_up_print, set_widths
from .template_words import TemplateWords, capitalised

_WIDTHS = (24, 28, 44, 48, 24, 26)
_STEPS = ("ids", "values", "blanks", "cases", "signatures", "locked")
_RULES = (
    *("report-pack-version", "report-issuer", "report-pack", "report-instrument"),
    "report-in-force",
)
_SHEETS = ("template-sheet-name", "template-holds", "template-row-is")
_PARAMETERS = ("report-cite", "report-value", "report-parameter", "report-is-interpretation")
_COLUMNS = (
    *("template-sheet-name", "template-column", "template-about", "template-how"),
    *("template-if-blank", "template-example"),
)
_LINE_HEIGHT = 15.0
_SECTION_FONT = Font("Times New Roman", size=13, bold=True, color="1F4E79")
_STEP_FONT = Font("Times New Roman", size=11)


def draw_guide(
    book: Workbook, name: str, sheets: Sequence[NeededSheet], words: TemplateWords
) -> None:
    """Add the sheet of instructions."""
    sheet = book.create_sheet(name)
    cut = words.say("report-cut")
    heading = words.say("template-heading", year=words.plan.year_label)
    received = day(words.plan.received, words.lang)
    purpose = words.say("template-purpose", received=received)
    top = put_heading(sheet, [heading, purpose], cut)
    set_widths(sheet, [Column("", width) for width in _WIDTHS])
    top = _steps(sheet, top, words)
    for title, headers, rows in _tables(sheets, words):
        put(sheet.cell(top, 1), title, cut)
        sheet.cell(top, 1).font = _SECTION_FONT
        columns = [Column(*column) for column in zip(headers, _WIDTHS, strict=False)]
        top = 2 + put_table(sheet, top + 1, columns, rows, cut)
    set_up_print(sheet, heading, words.say("report-page-of"))
    sheet.protection.sheet = True


def _steps(sheet: Worksheet, top: int, words: TemplateWords) -> int:
    """Write the numbered instructions, each across the whole width."""
    width = sum(_WIDTHS)
    for number, step in enumerate(_STEPS, start=1):
        text = f"{number}. {words.say(f'template-step-{step}')}"
        cell = sheet.cell(top, 1)
        put(cell, text, words.say("report-cut"))
        cell.font, cell.alignment = _STEP_FONT, Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=top, end_row=top, start_column=1, end_column=len(_WIDTHS))
        sheet.row_dimensions[top].height = 3 + _LINE_HEIGHT * lines_of(text, width)
        top += 1
    return top + 1


Section = tuple[str, Sequence[str], Iterable[Row]]


def _tables(sheets: Sequence[NeededSheet], words: TemplateWords) -> Iterator[Section]:
    """Each table with its title and headers."""
    packs = words.plan.packs
    rules = [_pack(pack, words) for pack in packs]
    yield words.say("template-rules"), [words.say(head) for head in _RULES], rules
    holds = [
        [each.spec.sheet, capitalised(each.spec.in_language(words.lang)), words.rows(each)]
        for each in sheets
    ]
    yield words.say("template-sheets"), [words.say(head) for head in _SHEETS], holds
    for pack in packs:
        if pack.parameters:
            title = words.say("template-parameters", pack=pack.pack)
            yield title, [words.say(head) for head in _PARAMETERS], list(_parameters(pack, words))
    columns = list(_columns(sheets, words))
    yield words.say("template-columns"), [words.say(head) for head in _COLUMNS], columns


def _pack(pack: Pack, words: TemplateWords) -> Row:
    instrument, lang = pack.instrument, words.lang
    kind = instrument_kind(instrument.kind, lang)
    return [
        words.say("report-pack-version-of", pack=pack.pack, version=pack.version),
        instrument.issuer.in_language(lang),
        pack.name.in_language(lang),
        f"{kind} {instrument.number or ''}".rstrip(),
        span(instrument.in_force.from_, instrument.in_force.to, lang),
    ]


def _parameters(pack: Pack, words: TemplateWords) -> Iterator[Row]:
    for parameter in pack.parameters.values():
        value = quantity(parameter.on(words.plan.received), words.lang)
        source = "yes" if parameter.interpretation else "no"
        yield [
            parameter.cite,
            f"{value} {parameter.unit.in_language(words.lang)}".rstrip(),
            parameter.text.in_language(words.lang),
            words.say(f"report-is-interpretation-{source}"),
        ]


def _columns(sheets: Sequence[NeededSheet], words: TemplateWords) -> Iterator[Row]:
    for each in sheets:
        for one in words.columns(each):
            how = f"{one.how}. {one.attested}" if one.attested else one.how
            yield [each.spec.sheet, one.header, one.about, how, one.blank, one.example]
