"""The closed list of what can be wrong with a dossier: each code, and how much it matters.

What the codes say stands in the message catalogues; nothing else may be told as a problem.
"""

from collections.abc import Mapping
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters to a verdict."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_ERRORS = (
    "archive-empty", "archive-nested", "attestation-anonymous", "attestation-self",
    "birth-mismatch", "columns-contradict", "dataset-rows-differ", "dataset-rows-unlisted",
    "dataset-units-unlisted", "dataset-values-unreadable", "date-unreadable", "day-outside-year",
    "decimal-unreadable", "ditto-mark", "facts-contradict", "field-too-long", "file-corrupt",
    "file-empty", "file-link", "file-missing", "file-special", "file-too-heavy", "file-too-large",
    "file-type", "file-unreadable", "file-unsafe", "file-web-page", "folder-empty",
    "formula-error", "header-not-found", "id-clash", "id-column-missing", "id-duplicate",
    "id-missing", "name-mismatch", "neighbours-contradict", "number-became-date",
    "number-shortened", "number-unreadable", "part-unreadable", "part-year-contradicts",
    "password-protected", "quotes-broken", "row-nobody", "row-outside-service", "row-untied",
    "rows-contradict", "rows-long", "rows-untied", "share-unreadable", "sheet-too-large",
    "sheet-unreadable", "subject-unlisted", "subject-wrong-kind", "title-years-differ",
    "unit-ambiguous", "unit-missing", "unit-sheet-missing", "unit-unlisted", "value-unreadable",
    "votes-contradict", "workbook-empty", "year-contradicts", "year-unreadable",
)  # fmt: skip
_WARNINGS = (
    "attestation-undated", "attestation-unsigned", "check-failed", "column-ambiguous",
    "column-missing", "column-unknown", "column-untyped", "days-in-text", "file-duplicate",
    "letters-lost", "mapping-unused", "near-duplicate", "sheet-ambiguous", "sheet-empty",
    "column-torn", "column-yearless", "header-merged-down", "sheet-years-only", "table-unread",
    "sheet-unknown", "text-ambiguous", "text-damaged", "text-garbled",
)  # fmt: skip
_NOTES = (
    "birth-differs", "file-encoding", "file-mislabelled", "id-by-name", "id-spelling",
    "letters-repaired", "mapping-overrides", "name-spelling", "rows-short", "same-name",
    "sheet-name-repaired", "text-beside-value", "text-repaired", "unit-spelling", "value-partial",
    "cell-split", "columns-hidden", "rows-hidden", "same-as-above", "sheet-hidden", "sheet-part",
    "year-from-sheet", "year-from-title",
)  # fmt: skip
_UNUSED = (
    "cell-none", "column-ignored", "dataset-columns-unused", "dataset-file-unused",
    "file-ignored", "row-empty", "row-header", "row-none", "row-not-expected", "row-note",
    "row-numbering", "row-section", "row-title", "row-total", "row-unread", "sheet-no-cells",
)  # fmt: skip

NOT_KNOWN = frozenset({
    "attestation-anonymous", "attestation-self", "attestation-undated", "attestation-unsigned",
    "columns-contradict", "dataset-rows-differ", "dataset-units-unlisted",
    "dataset-values-unreadable", "date-unreadable", "day-outside-year", "days-in-text",
    "decimal-unreadable", "ditto-mark", "facts-contradict", "formula-error",
    "neighbours-contradict", "number-became-date", "number-shortened", "number-unreadable",
    "part-year-contradicts", "rows-contradict", "rows-long", "share-unreadable", "text-ambiguous",
    "title-years-differ", "unit-ambiguous", "unit-missing", "unit-unlisted", "value-unreadable",
    "votes-contradict", "year-contradicts", "year-unreadable",
})  # fmt: skip
"""Codes of cells that something stands in, or should, and that count as not known."""

UNUSED = frozenset(_UNUSED)
"""Notes about content that is no evidence of anything; they are listed apart from the problems."""

SEVERITIES: Mapping[str, Severity] = {
    **dict.fromkeys(_ERRORS, Severity.ERROR),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys((*_NOTES, *_UNUSED), Severity.NOTE),
}
"""Every code with its severity."""
