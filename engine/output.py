"""Everything in the folder of a run but its seal: reports, rules, provenance, and the record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .packs.loading import LoadedPack

if TYPE_CHECKING:
    from .evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Asked:
    """How a run is to be written; ``papers`` is a folder with the office's own templates."""

    formats: Collection[str]
    lang: str
    papers: Path | None = None
    is_signed: bool = False
    is_stamped: bool = False


def write_unsealed(
    evaluation: "Evaluation", packs: Sequence[LoadedPack], folder: Path, asked: Asked
) -> tuple[dict[str, Any], bytes]:
    """Write a run into an empty folder, and return its record and the text of its conclusions.

    Raises:
        UsageError: a template is not valid.
        OSError: a file cannot be written.
    """
    from .proof.crate import write_crate
    from .proof.record import record, written_as
    from .proof.rules import write_rules
    from .reports.folder import write_run
    from .reports.lines import conclusion_lines

    text = "".join(f"{line}\n" for line in conclusion_lines(evaluation)).encode()
    write_run(evaluation, folder, asked.formats, asked.lang, asked.papers, text)
    write_rules(folder, packs)
    told = record(evaluation, packs, written_as(asked.lang, asked.formats, asked.papers))
    write_crate(folder, told, asked.is_signed, asked.is_stamped)
    return told, text
