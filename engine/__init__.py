"""Decide who meets the written criteria for emulation titles, and say why."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_MODULES = {"Explanation": ".explain.proof", "Run": ".run", "evaluate": ".run"}


def __getattr__(name: str) -> object:
    """A public name, loaded when it is asked for: a receipt is checked without what decides."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES.get(name, ".errors"), __name__), name)
