"""What a dataset's run writes: the findings and the conclusions of each title, as queries."""

from collections.abc import Iterator
from decimal import Decimal

import ibis
from ibis.expr import types as ir

from ..decide.frames import unit_of
from ..decide.stages import decided_table, told_measures
from ..findings import Outcome
from ..plan import Plan, PlannedTitle
from ..vocabulary import Vocabulary

FINDINGS, CONCLUSIONS = "findings", "conclusions"


def outputs(
    plan: Plan, vocabulary: Vocabulary, decided: dict[str, ir.Table]
) -> Iterator[tuple[str, ir.Table]]:
    """What to write, and under which path below the run's folder.

    Parameters: ``decided`` are the tables of answers by their names.
    """
    for title in plan.titles:
        table = decided[decided_table(title.subject)]
        place = f"{title.pack}/{title.id}"
        yield f"{FINDINGS}/{place}", findings(title, table, vocabulary)
        part = f"pack={title.pack}/title={title.id}"
        yield f"{CONCLUSIONS}/{part}", conclusions(title, table, plan.year)


def findings(title: PlannedTitle, table: ir.Table, vocabulary: Vocabulary) -> ir.Table:
    """The findings of a title, with the columns of ``ColumnFindings``."""
    own = [name for name in table.columns if name.startswith(f"{title.key}|")]
    told = {name.removeprefix(f"{title.key}|"): table[name] for name in own}
    for prefix, node in told_measures(title):
        for end in (f"{prefix}.low", f"{prefix}.high"):
            told[end] = _as_told(told[end], unit_of(node, vocabulary))
    return table.select("subject", "unit", **told)


def _as_told(number: ir.Value, unit: str) -> ir.Value:
    match unit:
        case "day":
            year, month, day = number // 10_000, number // 100 % 100, number % 100
            return ibis.date(year.cast("int32"), month.cast("int32"), day.cast("int32"))
        case "decimal":
            millionth = ibis.literal(Decimal("0.000001"), "decimal(12, 6)")
            return (number.cast("decimal(25, 6)") * millionth).cast("decimal(24, 6)")
        case _:
            return number


def conclusions(title: PlannedTitle, table: ir.Table, year: int) -> ir.Table:
    """One row for each subject: who, and what was concluded."""
    outcome = table[f"{title.key}|outcome"]
    words = [(int(each), each.word) for each in Outcome]
    return table.select(
        subject=table["subject"],
        kind=ibis.literal(title.subject),
        unit=table["unit"],
        year=ibis.literal(year, "int64"),
        conclusion=outcome.cases(*words),
    )
