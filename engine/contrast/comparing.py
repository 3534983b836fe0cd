"""Compare two finished runs: which conclusions changed, and what may have changed them.

A cause is traced where it can be: to cells, to the criterion itself, or through another title.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..conditions import Condition, Eligible, Holds, walk
from ..facts import Dossier
from ..plan import PlannedCriterion, PlannedTitle
from .cells import cell_changes, values_asked
from .parameters import parameter_changes
from .told import (
    APPLIES,
    CAUSES,
    Cause,
    CellChange,
    Change,
    Contrast,
    Key,
    Line,
    RecordChange,
    Step,
    Told,
)

_OPTIONS = ("year", "received", "simulate", "only_unit", "redact")


def contrast(before: Told, after: Told) -> Contrast:
    """Compare two runs, conclusion by conclusion."""
    pair = _Pair(before, after)
    keys = sorted({*before.lines, *after.lines})
    found = [change for key in keys if (change := pair.change(key)) is not None]
    traced = tuple(pair.by_other_titles(found))
    return Contrast(before, after, traced, len(keys) - len(traced), pair.differing)


def record_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[RecordChange]:
    """What went into one run and not into the other, cause by cause."""
    for cause in CAUSES:
        old, new = _entries(before, cause), _entries(after, cause)
        for name in dict.fromkeys((*old, *new)):
            if old.get(name) != new.get(name):
                yield RecordChange(cause, name, old.get(name, ""), new.get(name, ""))


def _entries(record: Mapping[str, Any], cause: Cause) -> dict[str, str]:
    """What determines a result, by name; files and texts by their hashes."""
    match cause:
        case "data":
            mapping = [record["mapping"]] if record["mapping"] else []
            files = {each["name"]: each["sha256"] for each in (*record["inputs"], *mapping)}
            return files | dict.fromkeys(record["unread"], "")
        case "rules":
            packs = {
                name: f"{version} {digest}"
                for each in record["packs"]
                for name, version, digest in _family(each)
            }
            return packs | {"vocabulary": record["vocabulary"]["sha256"]}
        case "options":
            return {name: str(record["options"].get(name)) for name in _OPTIONS}
        case "program":
            named = {str(name): str(number) for name, number in record["libraries"].items()}
            engines = ", ".join(record["engines"])
            return {"thidua": str(record["program"]["version"]), **named, "engines": engines}


def _family(pack: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    yield pack["id"], pack["version"], pack["sha256"]
    for other in (*([pack["extends"]] if "extends" in pack else []), *pack.get("checks", ())):
        yield from _family(other)


@dataclass(frozen=True)
class _Pair:
    """Two runs that are compared."""

    before: Told
    after: Told

    @cached_property
    def differing(self) -> tuple[Cause, ...]:
        """The causes that are possible at all."""
        found = {each.cause for each in record_changes(self.before.record, self.after.record)}
        return tuple(cause for cause in CAUSES if cause in found)

    def change(self, key: Key) -> Change | None:
        """What changed in one conclusion; None where it stands as it did."""
        old, new = self.before.lines.get(key), self.after.lines.get(key)
        if old is not None and new is not None:
            if (old.outcome, old.status) == (new.outcome, new.status):
                return None
            steps = tuple(self._steps(old, new))
            seen = set(_causes(steps))
        else:
            steps, seen = (), set(self._lack(key, self.after if old else self.before))
        seen = set(self._decided(key)) or seen & set(self.differing)
        causes = tuple(cause for cause in CAUSES if cause in (seen or self.differing))
        return Change(old, new, steps, causes, bool(seen) or len(causes) == 1)

    @cached_property
    def _crossed(self) -> tuple[Mapping[Key, str], Mapping[Key, str]] | None:
        """What the first inputs come to by the second rules, and the second by the first.

        None where that is not at hand, or where only one of the two differs anyway.
        """
        before, after = self.before, self.after
        is_both = "data" in self.differing and {"rules", "options"} & set(self.differing)
        if not is_both or before.dossier is None or after.dossier is None:
            return None
        return _outcomes(after, before.dossier), _outcomes(before, after.dossier)

    def _decided(self, key: Key) -> Iterator[Cause]:
        """The causes as deciding anew shows them: what alone makes the change, or all together."""
        if self._crossed is None:
            return
        line = self.after.lines.get(key)
        now = line.outcome if line else ""
        by_rules, by_data = (outcomes.get(key, "") == now for outcomes in self._crossed)
        if by_data or not by_rules:
            yield "data"
        if by_rules or not by_data:
            yield from (each for each in ("rules", "options") if each in self.differing)

    @staticmethod
    def _lack(key: Key, told: Told) -> Iterator[Cause]:
        """Why a run has no such conclusion."""
        if key[2] not in told.subjects:
            yield "data"
        elif told.plan is not None and told.title(key) is None:
            yield from ("rules", "options")

    def _steps(self, old: Line, new: Line) -> Iterator[Step]:
        """The criteria of a conclusion whose verdicts changed, in the order of the rules."""
        was, now = self.before.title(old.key), self.after.title(new.key)
        if "not_applicable" in (old.outcome, new.outcome):
            asked = [title.applies_to if title else None for title in (was, now)]
            step = Step(APPLIES, old.outcome, new.outcome, (), asked[0] != asked[1])
            yield self._with_cells(step, old, new, asked)
        for name in dict.fromkeys((*old.verdicts, *new.verdicts)):
            verdicts = old.verdicts.get(name, ""), new.verdicts.get(name, "")
            if verdicts[0] == verdicts[1]:
                continue
            is_other = _meaning(was, name) != _meaning(now, name)
            found = parameter_changes(self.before, self.after, new.key, name) if is_other else ()
            step = Step(name, *verdicts, (), is_other, tuple(found))
            yield self._with_cells(step, old, new, (*_asked(was, name), *_asked(now, name)))

    def _with_cells(
        self, step: Step, old: Line, new: Line, asked: Iterable[Condition | None]
    ) -> Step:
        """A step with the values that changed below it; another rule looks at other cells."""
        if "data" not in self.differing:
            return step
        cells = tuple(self._cells(step.criterion, old, new, asked))
        if step.is_other_rule:
            cells = tuple(each for each in cells if each.before and each.after)
        return replace(step, cells=cells)

    def _cells(
        self, criterion: str, old: Line, new: Line, asked: Iterable[Condition | None]
    ) -> Iterable[CellChange]:
        """What changed in the inputs where both are at hand, else in the evidence."""
        dossiers = [run.dossier for run in (self.before, self.after) if run.dossier is not None]
        if len(dossiers) == 2:
            conditions = [each for each in asked if each is not None]
            was, now = (values_asked(each, new.key[2], conditions) for each in dossiers)
            if found := list(cell_changes(was, now)):
                return found
        return cell_changes(old.evidence.get(criterion, ()), new.evidence.get(criterion, ()))

    def by_other_titles(self, found: Iterable[Change]) -> Iterator[Change]:
        """Trace what changed only because another title of the same subject did."""
        by_key = {change.line.key: change for change in found}
        for change in by_key.values():
            used = dict.fromkeys(self._used(change))
            through = [by_key[key] for key in used if key in by_key]
            if not through:
                yield change
                continue
            causes = {cause for other in through for cause in other.causes}
            if change.is_traced and any(step.cells or step.is_other_rule for step in change.steps):
                causes |= set(change.causes)
            yield replace(
                change,
                causes=tuple(cause for cause in CAUSES if cause in causes),
                is_traced=all(other.is_traced for other in through),
                through=tuple(other.line.key[:2] for other in through),
            )

    def _used(self, change: Change) -> Iterator[Key]:
        """The conclusions about the same subject that the changed criteria ask for."""
        key = change.line.key
        for told in (self.before, self.after):
            for step in change.steps:
                for condition in _asked(told.title(key), step.criterion):
                    for title in _titles_in(condition):
                        pack, _, name = title.partition("/")
                        yield pack, name, key[2]


def _outcomes(rules: Told, dossier: Dossier) -> dict[Key, str]:
    """What a dossier comes to by the rules of a run."""
    from ..evaluation import decide

    if rules.plan is None or rules.vocabulary is None:
        return {}
    decided = decide(rules.plan, rules.vocabulary, dossier).conclusions
    return {(each.pack, each.title, each.subject): each.outcome.word for each in decided}


def _causes(steps: Iterable[Step]) -> Iterator[Cause]:
    for step in steps:
        if step.cells:
            yield "data"
        if step.is_other_rule:
            yield from ("rules", "options")


def _criterion(title: PlannedTitle | None, name: str) -> PlannedCriterion | None:
    return next((c for c in title.criteria if c.id == name), None) if title else None


def _asked(title: PlannedTitle | None, name: str) -> tuple[Condition | None, ...]:
    criterion = _criterion(title, name)
    return (criterion.when, criterion.require) if criterion else ()


def _meaning(title: PlannedTitle | None, name: str) -> object:
    """What a criterion asks, whatever its words are."""
    criterion = _criterion(title, name)
    return criterion and (criterion.when, criterion.require, criterion.consumes)


def _titles_in(condition: Condition | None) -> Iterator[str]:
    """The titles whose conclusions a condition asks for."""
    for node in walk(condition) if condition else ():
        asked = node.own if isinstance(node, Holds) else node
        if isinstance(asked, Eligible):
            yield asked.title
