"""From .xlsx files to typed facts with their provenance, and a list of problems."""

from .dossier import Reading, read_dossier
from .reading import InputFile

__all__ = ["InputFile", "Reading", "read_dossier"]
