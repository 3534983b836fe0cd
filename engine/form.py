"""Which sheets and columns a plan needs, with the years that it looks at.

Knows what the conditions ask for, not how a workbook looks.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .conditions import Other
from .decide.asked import Reads, reads
from .errors import Problem
from .plan import Plan
from .selections import MOST_YEARS
from .vocabulary import TIES, FactSpec, Role, SheetSpec, SubjectKind, Vocabulary

_KEYS: frozenset[Role] = frozenset(
    {"id", "name", "unit", "joined", "left", "heads", "year", "award", "revoked"}
)
"""Columns that a sheet has whether or not they are asked for; others come with what is asked.

The columns that only stand in for an id are not among them: they are optional.
"""


@dataclass(frozen=True, slots=True)
class NeededSheet:
    """One sheet with the columns that are needed, in the order of the vocabulary.

    ``kinds`` are the subjects that it is asked about; ``years`` the first and the last year
    of its rows, None where no bound is set.
    """

    spec: SheetSpec
    columns: Mapping[str, FactSpec]
    kinds: tuple[SubjectKind, ...]
    years: tuple[str, str] | None = None


def needed_sheets(plan: Plan, vocabulary: Vocabulary) -> tuple[NeededSheet, ...]:
    """The sheets that a plan needs: always those of subjects, others if they are asked for."""
    found = reads(plan)
    return tuple(sheet for spec in vocabulary.sheets for sheet in _needed(spec, found))


def needed_problems(
    problems: Iterable[Problem], plan: Plan, vocabulary: Vocabulary
) -> tuple[Problem, ...]:
    """The problems without those about a missing column that the plan does not need."""
    needed = {name for sheet in needed_sheets(plan, vocabulary) for name in sheet.columns}
    return tuple(
        problem
        for problem in problems
        if problem.code != "column-missing" or problem.details["field"] in needed
    )


def _needed(spec: SheetSpec, found: Mapping[SubjectKind, Reads]) -> Iterator[NeededSheet]:
    if spec.kind in ("closed", "yearly"):
        kinds = tuple(kind for kind in spec.subjects if spec.id in found[kind].columns)
        asked = {name for kind in kinds for name in found[kind].columns[spec.id]}
        if kinds:
            years = _years(spec.id, [found[kind] for kind in kinds])
            yield NeededSheet(spec, _columns(spec, asked), kinds, years)
        return
    asked = {name for kind in spec.subjects for name in found[kind].facts} & spec.fields.keys()
    if asked or spec.kind == "subject":
        yield NeededSheet(spec, _columns(spec, asked), spec.subjects)


def _columns(spec: SheetSpec, asked: Collection[str]) -> dict[str, FactSpec]:
    """What is asked, what ties rows to people, years and titles, and who signed."""
    signed = {n for name in asked for n in (spec.fields[name].signer, spec.fields[name].signed_on)}
    dated = set() if spec.field_with("year") else {spec.field_with("day")}
    return {
        name: fact
        for name, fact in spec.fields.items()
        if name in asked or _is_key(fact) or name in signed | dated
    }


def _is_key(fact: FactSpec) -> bool:
    return fact.role in _KEYS and not (fact.optional and fact.role in TIES)


def _years(relation: str, found: Iterable[Reads]) -> tuple[str, str] | None:
    """The years in which rows are looked at; None if any of them may count."""
    nodes = (node for each in found for node in each.gathered.get(relation, ()))
    windows = [node.rows.window for node in nodes if not isinstance(node, Other)]
    spans = [window for window in windows if window and len(window.years) < MOST_YEARS]
    if not spans or len(spans) < len(windows):
        return None
    first = min(spans, key=lambda window: window.axis.days_of(window.first)[0])
    last = max(spans, key=lambda window: window.axis.days_of(window.last)[1])
    return first.axis.label(first.first), last.axis.label(last.last)
