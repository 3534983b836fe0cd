"""From paths and options to a plan and a reading: what every judgement begins with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from .context import axis_of
from .errors import problem_order
from .facts import Dossier, Reading
from .pack import Pack
from .packs.loading import LoadedPack, load_pack, load_vocabulary
from .plan import Plan
from .planning import plan
from .sameness import Same
from .vocabulary import Vocabulary


def read_inputs(
    inputs: Sequence[str | Path], vocabulary: Vocabulary, mapping: str | Path | None
) -> Reading:
    """Read the files of a dossier, as a mapping says if there is one.

    Raises:
        InputError: nothing can be read, or the mapping is not valid.
    """
    from .workbook import load_mapping, read_dossier

    accepted = load_mapping(Path(mapping), vocabulary) if mapping is not None else None
    return read_dossier([Path(path) for path in inputs], vocabulary, accepted)


def load_rules(
    rules: Sequence[str], shelf: Path | None = None
) -> tuple[Vocabulary, tuple[LoadedPack, ...]]:
    """The vocabulary, and the packs by their ids or paths; with a ``shelf``, those that lie on it.

    Raises:
        PackError: a pack is not valid.
    """
    vocabulary = load_vocabulary(shelf)
    return vocabulary, tuple(load_pack(name, vocabulary, shelf) for name in rules)


def plan_for(
    packs: Sequence[LoadedPack],
    vocabulary: Vocabulary,
    year: int | None,
    received: date | None,
    simulate: bool,
    dossier: Dossier | None = None,
) -> Plan:
    """A plan of the packs that decide something, or of the checks where that is all."""
    chosen = [loaded.pack for loaded in packs if loaded.pack.decides]
    chosen = chosen or [loaded.pack for loaded in packs]
    if year is None and dossier is not None:
        year = latest_of(chosen, dossier)
    return plan(chosen, vocabulary, year, received, simulate)


def latest_of(packs: Sequence[Pack], dossier: Dossier) -> int | None:
    """The judged year of packs without a last day: the latest that the dossier tells of.

    None where the packs themselves say what it is.
    """
    from .checking import latest_year

    if any(pack.instrument.in_force.to is not None for pack in packs):
        return None
    found = []
    for pack in packs:
        latest = latest_year(dossier, axis_of(pack))
        if latest is None:
            return None
        found.append(min(max(latest, pack.years.from_), pack.years.to))
    return max(found, default=None)


def check_reading(
    planned: Plan, packs: Sequence[LoadedPack], vocabulary: Vocabulary, reading: Reading
) -> Reading:
    """What was read, with what the checks of the packs, and those that go with them, find."""
    from .checking import check as check_dossier
    from .form import needed_problems

    asked = {each.pack.pack: each.pack for pack in packs for each in (pack, *pack.checks)}
    pairs = ((each, host) for each in asked.values() for host in planned.packs)
    counted = [_counted(Same(each), Same(host)) for each, host in pairs]
    when = (planned.year, planned.received, planned.simulated)
    found = check_dossier(counted, vocabulary, reading.dossier, *when)
    needed = needed_problems(reading.problems, planned, vocabulary)
    problems = sorted([*needed, *found], key=problem_order)
    return replace(reading, problems=tuple(problems))


@lru_cache(maxsize=64)
def _counted(check: Same[Pack], host: Same[Pack]) -> Pack:
    """A pack of checks on the axis of another one: the same pack each time, so the same plans."""
    return check.one.counting_years_as(host.one)
