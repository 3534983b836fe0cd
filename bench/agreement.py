"""Whether every way to a verdict says the same of very many random plans and dossiers.

Where a dossier has few completions, what is said must hold in all of them too. Prints what was
asked how often and with what answer; leaves with 1 at the first difference, and its seed.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from random import Random

from engine.conditions import Compare, Condition, Every, Measured, Other, Rows, measures_of, rows_of
from engine.decide import columns
from engine.errors import DisagreementError
from engine.facts import Dossier
from engine.findings import Conclusion, Proof, Verdict
from engine.plan import Plan
from tests.generated.batches import random_batch, random_small, together
from tests.generated.plans import random_plan
from tests.generated.vocabulary import VOCABULARY
from tests.oracle.completions import all_completions
from tests.oracle.soundness import check_soundness
from tests.ways import agreed

DOSSIERS = 200
"""Dossiers for each plan, in batches with one set of sheets."""
BATCHES = 2
SINGLY = 10
"""Every so many plans, dossiers go one by one, each person without a unit being anybody's."""
MOST_WORLDS = 64


class DifferentError(Exception):
    """Two ways to a verdict differ, or a verdict does not hold in a completion."""


@dataclass
class Tally:
    """How much was decided; ``hits`` counts verdicts by what was asked."""

    pairs: int = 0
    findings: int = 0
    small: int = 0
    worlds: int = 0
    hits: Counter[tuple[str, Verdict]] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add what was decided elsewhere."""
        self.pairs += other.pairs
        self.findings += other.findings
        self.small += other.small
        self.worlds += other.worlds
        self.hits.update(other.hits)


def decide_seed(seed: int, dossiers: int = DOSSIERS, batches: int = BATCHES) -> Tally:
    """Decide one random plan for random dossiers in every way.

    Raises:
        DifferentError: something does not agree; names the seed.
    """
    rng, tally = Random(seed), Tally()
    plan = random_plan(rng)
    statements = columns.prepare(plan, VOCABULARY)
    try:
        for batch in _batches(rng, dossiers, 0 if seed % SINGLY == 0 else batches):
            conclusions = agreed(plan, VOCABULARY, together(batch), statements)
            _count(conclusions, tally)
            _complete(plan, batch, conclusions, tally)
    except (DisagreementError, AssertionError) as error:
        raise DifferentError(f"seed {seed}: {error}") from error
    return tally


def _batches(rng: Random, dossiers: int, batches: int) -> Iterator[Sequence[Dossier]]:
    """Singly (no batches) there are fewer of them, for each takes a run of its own."""
    for _ in range(batches):
        yield random_batch(rng, dossiers // batches)
    if not batches:
        for _ in range(dossiers // SINGLY):
            yield [random_small(rng)]


def _complete(
    plan: Plan, batch: Sequence[Dossier], conclusions: Iterable[Conclusion], tally: Tally
) -> None:
    """Try every completion of the dossiers that have few."""
    tally.pairs += len(batch)
    of = {subject.id: n for n, dossier in enumerate(batch) for subject in dossier.subjects}
    apart: dict[int, list[Conclusion]] = {}
    for conclusion in conclusions:
        apart.setdefault(of[conclusion.subject], []).append(conclusion)
    for number, drawn in apart.items():
        worlds = all_completions(plan, batch[number], MOST_WORLDS)
        if worlds is not None:
            tally.small += 1
            tally.worlds += check_soundness(plan, drawn, worlds)


def _count(conclusions: Iterable[Conclusion], tally: Tally) -> None:
    known: dict[int, tuple[str, ...]] = {}
    for conclusion in conclusions:
        tally.findings += len(conclusion.findings)
        for proof in _proofs(conclusion):
            place = id(proof.condition)  # to hash a condition goes through all of it
            if place not in known:
                known[place] = tuple(names(proof.condition))
            for name in known[place]:
                tally.hits[name, proof.verdict] += 1


def _proofs(conclusion: Conclusion) -> Iterator[Proof]:
    listed = [conclusion.applies]
    for finding in conclusion.findings:
        listed += [finding.when, finding.require]
    for proof in listed:
        if proof is not None:
            yield from proof.walk()


def names(condition: Condition) -> Iterator[str]:
    """What a condition is made of, for the table."""
    match condition:
        case Compare(op=op):
            yield f"Compare {op}"
        case Other(whom=whom):
            yield f"Other {whom}"
        case Measured(bound=bound, if_none=if_none):
            yield f"bound {bound.op}{' against' if bound.against else ''}"
            if if_none is not None:
                yield "if_none"
            for measure in measures_of(condition):
                yield f"measure {type(measure).__name__}"
                yield from _names_of_rows(rows_of(measure))
        case Every(rows=rows):
            yield "Every"
            yield from _names_of_rows(rows)
        case _:
            yield type(condition).__name__


def _names_of_rows(rows: Rows | None) -> Iterator[str]:
    if rows is not None:
        yield f"rows {rows.relation}"
        if rows.window is not None:
            yield f"window {rows.window.axis.kind}"
            for name, edge in (("since", rows.window.since), ("until", rows.window.until)):
                if edge is not None:
                    yield f"{name} {'latest' if edge.latest else 'first'}"


def decide_pairs(pairs: int, seed: int, jobs: int) -> Tally:
    """Decide at least so many pairs of a plan and a dossier, plan after plan.

    Raises:
        DifferentError: something does not agree.
    """
    tally = Tally()
    share = DOSSIERS * (SINGLY - 1) // SINGLY + DOSSIERS // SINGLY // SINGLY
    seeds = range(seed, seed + max(1, -(-pairs // share)))
    if jobs == 1:
        for each in map(decide_seed, seeds):
            tally.add(each)
    else:
        with ProcessPoolExecutor(jobs) as pool:
            for each in pool.map(decide_seed, seeds):
                tally.add(each)
    return tally


def table(tally: Tally) -> Iterator[str]:
    """Lines of what was asked, and how often each verdict was the answer."""
    asked = sorted({name for name, _ in tally.hits})
    width = max(map(len, asked), default=0)
    verdicts = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
    yield " ".join([" " * width, *(f"{verdict.word:>10}" for verdict in verdicts)])
    for name in asked:
        yield " ".join([f"{name:{width}}", *(f"{tally.hits[name, v]:10d}" for v in verdicts)])


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000, help="of a plan and a dossier")
    parser.add_argument("--seed", type=int, default=1, help="of the first plan")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    options = parser.parse_args()
    start = time.perf_counter()
    try:
        tally = decide_pairs(options.pairs, options.seed, options.jobs)
    except DifferentError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    seconds = time.perf_counter() - start
    sys.stdout.writelines(f"{line}\n" for line in table(tally))
    sys.stdout.write(
        f"{tally.pairs} pairs, {tally.findings} findings, {seconds:.0f} s, "
        f"{tally.pairs / seconds:.0f} pairs a second; all {tally.worlds} completions of "
        f"{tally.small} pairs; no difference\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
