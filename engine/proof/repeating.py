"""A finished run again: its rules from its own folder, its inputs from wherever they are at hand.

What is looked up by a hash is what the run had, whatever it is called now.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..facts import Reading
from ..packs.loading import LoadedPack
from ..plan import Plan
from ..preparing import load_rules, plan_for
from ..vocabulary import Vocabulary
from .rules import RULES
from .sealing import file_hash

if TYPE_CHECKING:
    from ..workbook import Source

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rules:
    """The packs that decide, in the words of their vocabulary.

    ``is_own`` says that they are the copies in the folder of a run.
    """

    vocabulary: Vocabulary
    packs: tuple[LoadedPack, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class AtHand:
    """The inputs of a run that were found again, under the names that the run had for them.

    ``missing`` are the names of the others, the mapping among them if the run ``lacks_mapping``;
    ``unread`` of those that the run could not read itself; what it could not read of the others
    shows again.
    """

    sources: tuple["Source", ...]
    mapping: Path | None
    missing: tuple[str, ...]
    unread: tuple[str, ...]
    lacks_mapping: bool


def own_rules(folder: Path, record: Record) -> Rules:
    """The rules of a run as they lie in its folder; nothing says that they are the law.

    Raises:
        PackError: they are not there, or not valid.
    """
    return Rules(*load_rules([each["id"] for each in record["packs"]], folder / RULES), is_own=True)


def at_hand(record: Record, places: Iterable[Path]) -> AtHand:
    """Find the inputs of a run by their hashes.

    Parameters: ``places`` are files, and folders that are looked through whole; archives are
    looked into.
    """
    mapping = record["mapping"]
    accepted, found = None, {}
    for path in _files_in(places):
        if mapping and file_hash(path) == mapping["sha256"]:
            accepted = path
        for source in _sources_of(path):
            found[source.file.sha256] = source
    named = [(each["name"], each["sha256"]) for each in record["inputs"]]
    packed = {name for name, _ in named for other, _ in named if other.startswith(f"{name}/")}
    wanted = [(name, digest) for name, digest in named if name not in packed]
    missing = [name for name, digest in wanted if digest not in found]
    return AtHand(
        tuple(_called(name, found[digest]) for name, digest in wanted if digest in found),
        accepted,
        (*missing, *([mapping["name"]] if mapping and accepted is None else [])),
        tuple(name for name in record["unread"] if name.partition("!")[0] not in dict(named)),
        bool(mapping) and accepted is None,
    )


def _files_in(places: Iterable[Path]) -> Iterator[Path]:
    """Plain files, those in folders at any depth too; links may lead anywhere."""
    for place in places:
        listed = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in listed if path.is_file() and not path.is_symlink())


def _sources_of(path: Path) -> Iterator["Source"]:
    """A file that can be read, or those in an archive."""
    from ..workbook import Source, sources

    return (each for each in sources([path]) if isinstance(each, Source))


def _called(name: str, source: "Source") -> "Source":
    return replace(source, file=replace(source.file, name=name), archive=None)


def read_again(found: AtHand, rules: Rules) -> Reading:
    """Read what is at hand of the inputs of a run; of what is missing nothing is known.

    Raises:
        InputError: nothing of it can be read.
    """
    from ..workbook import assemble, load_mapping, read_found

    accepted = load_mapping(found.mapping, rules.vocabulary) if found.mapping else None
    inputs = read_found(found.sources, (*found.missing, *found.unread))
    return assemble(inputs, rules.vocabulary, accepted)


def plan_again(record: Record, rules: Rules) -> Plan:
    """The plan of a run, checks included.

    Raises:
        UsageError: the packs are not in force on the days of the run.
    """
    options = record["options"]
    received = date.fromisoformat(options["received"])
    year, simulate = options["year"], options["simulate"]
    return plan_for(rules.packs, rules.vocabulary, year, received, simulate)
