"""From files of tables to typed facts with their provenance, and a list of problems."""

from .dossier import assemble, assemble_in_columns, read_dossier
from .files.sources import Source, sources
from .mapping.file import load_mapping
from .plain.sorting import Owned
from .reading import read_found, read_inputs

__all__ = [
    "Owned",
    "Source",
    "assemble",
    "assemble_in_columns",
    "load_mapping",
    "read_dossier",
    "read_found",
    "read_inputs",
    "sources",
]
