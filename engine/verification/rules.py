"""By which rules a run is decided again: those that are trusted, or the copies in its folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..errors import PackError
from ..packs.loading import LoadedPack, vocabulary_hash
from ..preparing import load_rules
from ..proof.checking import Difference, Unproven
from ..proof.libraries import installed
from ..proof.record import pack_record
from ..proof.repeating import Record, Rules, own_rules
from ..proof.rules import RULES
from ..proof.sealing import RECORD


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rules to decide by, or why there are none; what that leaves unproven."""

    rules: Rules | None
    differences: tuple[Difference, ...] = ()
    unproven: tuple[Unproven, ...] = ()


def choose_rules(folder: Path, record: Record, names: Sequence[str]) -> Chosen:
    """The trusted packs where they are those of the run, else those in its folder.

    Parameters: ``names`` are ids or paths of the packs that are trusted; without any, those that
    come with the program are.
    """
    other = tuple(_other_program(record))
    try:
        trusted = Rules(*load_rules(names or [str(pack["id"]) for pack in record["packs"]]))
        if not any(_other_rules(record, trusted.packs, vocabulary_hash())):
            return Chosen(trusted, (), other)
    except PackError:
        if names:
            raise
    try:
        own = own_rules(folder, record)
        digest = sha256((folder / RULES / "vocabulary.yaml").read_bytes()).hexdigest()
        differences = tuple(_other_rules(record, own.packs, digest))
    except (PackError, OSError):
        differences = (Difference("rules-unreadable", RULES),)
    if differences or names:
        told = differences or tuple(_other_rules(record, trusted.packs, vocabulary_hash()))
        return Chosen(None, told, (*other, Unproven("rules-differ")))
    packs = ", ".join(str(pack["id"]) for pack in record["packs"])
    return Chosen(own, (), (*other, Unproven("rules-own", details={"packs": packs})))


def _other_rules(
    record: Record, packs: Sequence[LoadedPack], vocabulary: str
) -> Iterator[Difference]:
    """What is not as the run had it; ``vocabulary`` is the hash of the one that is used."""
    if record["vocabulary"]["sha256"] != vocabulary:
        yield Difference("vocabulary-other", RECORD)
    found: list[Mapping[str, Any] | None] = [pack_record(loaded) for loaded in packs]
    missing = [None] * (len(record["packs"]) - len(found))
    for told, pack in zip(record["packs"], [*found, *missing], strict=False):
        if told != pack:
            yield Difference("pack-other", RECORD, {"pack": str(told["id"])})


def _other_program(record: Record) -> Iterator[Unproven]:
    told, now = str(record["program"]["version"]), str(installed("thidua"))
    if told != now:
        yield Unproven("program-other", details={"version": told, "now": now})
