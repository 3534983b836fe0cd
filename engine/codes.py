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
    "attestation-anonymous", "attestation-self", "columns-contradict", "date-unreadable",
    "decimal-unreadable", "facts-contradict", "file-corrupt", "file-missing", "file-too-large",
    "file-type", "file-unreadable", "folder-empty", "formula-error", "header-not-found",
    "id-clash", "id-column-missing", "id-duplicate", "id-missing", "name-mismatch",
    "number-unreadable", "password-protected", "row-nobody", "row-outside-service", "row-untied",
    "rows-contradict", "rows-untied", "sheet-too-large", "subject-unlisted",
    "subject-wrong-kind", "unit-ambiguous", "unit-missing", "unit-sheet-missing",
    "unit-unlisted", "value-unreadable", "workbook-empty", "year-unreadable",
)  # fmt: skip
_WARNINGS = (
    "attestation-undated", "attestation-unsigned", "check-failed", "column-ambiguous",
    "column-missing", "column-unknown", "file-duplicate", "sheet-ambiguous", "sheet-empty",
    "sheet-unknown",
)  # fmt: skip
_NOTES = ("name-spelling", "value-partial")
_UNUSED = (
    "column-ignored", "file-ignored", "row-empty", "row-header", "row-not-expected", "row-note",
    "row-numbering", "row-section", "row-title", "row-total",
)  # fmt: skip

UNUSED = frozenset(_UNUSED)
"""Notes about content that is no evidence of anything; they are listed apart from the problems."""

SEVERITIES: Mapping[str, Severity] = {
    **dict.fromkeys(_ERRORS, Severity.ERROR),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys((*_NOTES, *_UNUSED), Severity.NOTE),
}
"""Every code with its severity."""
