"""What changed from one run to another, and why."""

from .comparing import contrast, record_changes
from .told import APPLIES, CAUSES, Cause, Change, Contrast, Line, Piece, RecordChange, Step, Told

__all__ = [
    "APPLIES",
    "CAUSES",
    "Cause",
    "Change",
    "Contrast",
    "Line",
    "Piece",
    "RecordChange",
    "Step",
    "Told",
    "contrast",
    "record_changes",
]
