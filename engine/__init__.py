"""Decide who meets the written criteria for emulation titles, and say why."""

from .errors import DisagreementError, EngineError, InputError, PackError, UsageError
from .explain.proof import Explanation
from .run import Run, evaluate

__all__ = [
    "DisagreementError",
    "EngineError",
    "Explanation",
    "InputError",
    "PackError",
    "Run",
    "UsageError",
    "evaluate",
]
