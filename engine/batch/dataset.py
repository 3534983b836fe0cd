"""Decide a dataset: the tables of a whole country in, findings and conclusions of each row out."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis

from ..errors import Problem, UsageError
from ..findings import Outcome
from ..packs.loading import LoadedPack
from ..plan import Plan
from ..preparing import load_rules, plan_for
from ..proof.canonical import canonical
from ..proof.record import rules_record
from ..putting import write_whole
from ..reports.folder import write_folder
from ..reports.lines import problem_line
from ..vocabulary import Vocabulary
from .concluding import Concluder, plan_stages
from .engines import Stage, Store, compiled, duck
from .outputs import outputs
from .overview import reports
from .sheets import Sheets, table_name
from .soundness import Soundness, asked_columns, check_columns, with_codes, with_subjects
from .sources import Sources, find, is_address, join, opened
from .tables import plan_tables

RECORD, PROBLEMS = "run.json", "problems.jsonl"


@dataclass(frozen=True)
class Decided:
    """What a dataset's run came to: outcomes by title key and word, and what needs mending."""

    record: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many subjects had each conclusion, by title key."""
        counts: Mapping[str, Mapping[str, int]] = self.record["counts"]["conclusions"]
        return counts


@dataclass(frozen=True, slots=True)
class Planned:
    """The rules that a dataset is judged by, with their plan."""

    vocabulary: Vocabulary
    packs: tuple[LoadedPack, ...]
    plan: Plan


def rules_for(
    rules: Sequence[str], year: int | None, received: date | None, simulate: bool
) -> Planned:
    """The plan for a dataset, whose rows are not asked for the judged year.

    Raises:
        PackError: a pack is not valid.
        UsageError: the packs only check, or do not tell the year.
    """
    vocabulary, packs = load_rules(rules)
    if not any(loaded.pack.decides for loaded in packs):
        raise UsageError("only-checks", packs=", ".join(rules))
    plan = plan_for(packs, vocabulary, year, received, simulate)
    return Planned(vocabulary, packs, plan.without_checks)


@dataclass(frozen=True, slots=True)
class Ways:
    """How a dataset is decided: by which engine, where that one runs; the report's language."""

    engine: str = "duckdb"
    master: str | None = None
    lang: str = "vi"


HERE = Ways()


def run_dataset(place: str, out: str, rules: Planned, ways: Ways = HERE) -> Decided:
    """Decide a dataset and write its run: whole or not at all, under an address the record last.

    Parameters: ``place`` and ``out`` are folders or addresses.

    Raises:
        UsageError: ``out`` is taken, or nothing that is installed opens an address.
        InputError: the dataset cannot be read as one.
        DisagreementError: what is inferred differs from what the columns concluded.
    """
    if is_address(out):
        files = opened(out)
        assert files is not None
        if files.exists(out):
            raise UsageError("run-exists", out=out)
        with _store(ways, None, opened(place), files) as store:
            decided = decide_dataset(place, rules, store, out)
        for name, content in _told(decided, rules, ways.lang):
            files.pipe_file(join(out, name), content)
        return decided
    return _run_here(place, Path(out), rules, ways)


def _run_here(place: str, out: Path, rules: Planned, ways: Ways) -> Decided:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError("run-exists" if (out / RECORD).is_file() else "not-a-run", out=str(out))
    found: list[Decided] = []

    def fill(folder: Path) -> None:
        with _store(ways, folder.parent, opened(place)) as store:
            found.append(decide_dataset(place, rules, store, str(folder)))
        for name, content in _told(found[0], rules, ways.lang):
            write_whole(folder / name, content)

    write_folder(out, fill)
    return found[0]


def _told(decided: Decided, rules: Planned, lang: str) -> Iterator[tuple[str, bytes]]:
    yield from reports(decided, rules, lang)
    lines = "".join(f"{problem_line(each, None)}\n" for each in decided.problems)
    yield PROBLEMS, lines.encode()
    yield RECORD, canonical(decided.record)


@contextmanager
def _store(ways: Ways, spill: Path | None, *files: Any) -> Iterator[Store]:
    if ways.engine == "spark":
        from .spark import spark

        with spark(ways.master) as store:
            yield store
    else:
        with duck(spill, *files) as store:
            yield store


def decide_dataset(place: str, rules: Planned, store: Store, out: str) -> Decided:
    """Decide every subject of a dataset, and write findings, conclusions, problems, the record.

    The record is written last: a folder without it is of no finished run.

    Parameters: ``place`` and ``out`` are folders or addresses; ``out`` is new.

    Raises:
        InputError: the dataset cannot be read as one.
        DisagreementError: what is inferred differs from what the columns concluded.
    """
    sources = find(place, rules.vocabulary)
    schemas = {
        name: store.open(table_name(name), sources.addresses(name)) for name in sources.sheets
    }
    tables = {name: ibis.table(schema, table_name(name)) for name, schema in schemas.items()}
    told = with_subjects(Sheets(rules.vocabulary, tables))
    soundness = _sound(told, rules.plan, store)
    # While the engine works, what it is asked next is compiled; while it writes, the patterns
    # are inferred: nothing is in its final place before they are compared.
    with ThreadPoolExecutor(1) as beside:
        own = beside.submit(plan_stages, rules.plan, rules.vocabulary)
        soundness.look()
        made = beside.submit(_concluder, soundness.sheets, rules, own)
        problems = list(soundness.problems())
        concluder = made.result()
        asked = beside.submit(_asked, concluder, rules)
        for stage in concluder.stages:
            store.keep(stage)
        written = asked.result()
        compared = beside.submit(concluder.compare, concluder.found(store))
        for path, stage in written.items():
            store.write(stage, f"{out.rstrip('/')}/{path}")
        patterns = compared.result()
    every = [*problems, *(_unused(name) for name in sources.unused)]
    record = _record(sources, rules, store, concluder, patterns, every)
    return Decided(record, tuple(every))


def _asked(concluder: Concluder, rules: Planned) -> dict[str, Stage]:
    """What is asked once all is decided: the distinct patterns, and then what is written."""
    _ = concluder.patterns
    return compiled(dict(outputs(rules.plan, rules.vocabulary, concluder.answers)))


def _concluder(sheets: Sheets, rules: Planned, own: Future[dict[str, Stage]]) -> Concluder:
    made = compiled(plan_tables(rules.plan, sheets))
    return Concluder(rules.plan, rules.vocabulary, made, own.result())


def _sound(sheets: Sheets, plan: Plan, store: Store) -> Soundness:
    """Refuse what cannot be read at all; what else is wrong with the sheets can be asked later."""
    used = asked_columns(plan, sheets)
    check_columns(sheets, used)
    soundness = Soundness(store, with_codes(sheets, store), used)
    soundness.refuse()
    return soundness


def _unused(name: str) -> Problem:
    return Problem("dataset-file-unused", (), {}, name)


def _record(
    sources: Sources,
    rules: Planned,
    store: Store,
    concluder: Concluder,
    patterns: Mapping[str, int],
    problems: Sequence[Problem],
) -> dict[str, Any]:
    plan = rules.plan
    counts = {
        key: {Outcome(number).word: n for number, n in sorted(found.items())}
        for key, found in sorted(concluder.compared.counts.items())
    }
    return {
        **rules_record(rules.packs),
        "engine": store.name,
        "inputs": list(sources.records()),
        "options": {
            "year": plan.year,
            "received": plan.received.isoformat(),
            "simulate": plan.simulated,
        },
        "engines": list(concluder.engines),
        "one_engine": len(concluder.engines) == 1,
        "patterns": dict(sorted(patterns.items())),
        "counts": {"conclusions": counts, "problems": len(problems)},
    }
