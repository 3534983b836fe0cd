"""From .xlsx files to typed facts with their provenance, and a list of problems."""

from .dossier import assemble, read_dossier
from .reading import read_inputs

__all__ = ["assemble", "read_dossier", "read_inputs"]
