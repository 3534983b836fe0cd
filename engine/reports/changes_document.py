"""What changed between two runs, as JSON."""

from typing import Any

from ..contrast import Change, Contrast, Piece, Step, record_changes
from ..locale import LANGUAGES
from .changes import title_name


def document(found: Contrast) -> dict[str, Any]:
    """The changes as JSON has them."""
    return {
        "same": found.same,
        "differing": [
            {"cause": each.cause, "name": each.name, "before": each.before, "after": each.after}
            for each in record_changes(found.before.record, found.after.record)
        ],
        "changes": [_change(found, change) for change in found.changes],
    }


def _change(found: Contrast, change: Change) -> dict[str, Any]:
    pack, title, subject = change.line.key
    before, after = change.outcomes
    return {
        "subject": subject,
        "name": change.line.name,
        "unit": change.line.unit or None,
        "pack": pack,
        "title": title,
        "title_name": {lang: title_name(found, (pack, title), lang) for lang in LANGUAGES},
        "before": before or None,
        "after": after or None,
        "causes": list(change.causes),
        "traced": change.is_traced,
        "through": ["/".join(each) for each in change.through],
        "criteria": [_step_document(step) for step in change.steps],
    }


def _step_document(step: Step) -> dict[str, Any]:
    return {
        "criterion": step.criterion or None,
        "before": step.before or None,
        "after": step.after or None,
        "cells": [
            {"before": _piece_document(each.before), "after": _piece_document(each.after)}
            for each in step.cells
        ],
        "rule_changed": step.is_other_rule,
        "parameters": [
            {"name": each.name, "before": each.before or None, "after": each.after or None}
            for each in step.parameters
        ],
    }


def _piece_document(piece: Piece | None) -> dict[str, str | None] | None:
    if piece is None:
        return None
    return {
        "fact": piece.fact,
        "year": piece.year or None,
        "value": piece.value or None,
        "raw": piece.raw,
        "cell": piece.place or None,
    }
