"""From files of tables to typed facts with their provenance, and a list of problems."""

from .dossier import assemble, read_dossier
from .files.sources import Source, sources
from .mapping.file import load_mapping
from .reading import read_found, read_inputs

__all__ = [
    "Source",
    "assemble",
    "load_mapping",
    "read_dossier",
    "read_found",
    "read_inputs",
    "sources",
]
