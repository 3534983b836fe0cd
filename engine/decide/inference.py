"""Draw conclusions by forward chaining over findings, with durable-rules.

The second opinion on every conclusion: only small numbers go in, never a person's data.
Subjects with the same pattern of findings share one inference. All that is known of
durable-rules' sharp edges is kept in this module (``docs/inference.md``).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ..conditions import Eligible
from ..errors import DisagreementError
from ..findings import Outcome, Verdict
from ..plan import Plan, PlannedTitle

Pattern = tuple[int, ...]
"""Verdicts of one title: ``applies`` first, then each criterion in the order of the pack."""

_AT_A_TIME = 100
"""Patterns that are told together; all are forgotten before the next ones are told."""


def is_available() -> bool:
    """Whether durable-rules is installed; it has no build for some systems."""
    try:
        import durable.engine  # noqa: F401
    except ImportError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Inferred:
    """What inference concluded: outcomes by title key, one per row of the patterns given."""

    outcomes: Mapping[str, tuple[Outcome, ...]]
    patterns: Mapping[str, int]


def infer(
    plan: Plan, findings: Mapping[str, Sequence[Pattern]], subjects: Mapping[str, Sequence[str]]
) -> Inferred:
    """Conclude every title from its patterns, titles before the titles that use them.

    Parameters: ``findings`` gives for each title key the pattern of each subject, ``subjects``
    the ids in the same order. Where a criterion asks for another title, the conclusion drawn
    here for that title is used instead of the finding.

    Raises:
        DisagreementError: the rules draw no conclusion, or two, for a pattern.
    """
    outcomes: dict[str, tuple[Outcome, ...]] = {}
    drawn: dict[str, dict[str, Outcome]] = {}
    counts: dict[str, int] = {}
    for title in plan.titles:
        chained = _chained(title, findings[title.key], subjects[title.key], drawn)
        distinct = sorted(set(chained))
        conclusions = dict(zip(distinct, _Rules(title).conclude(distinct), strict=True))
        outcomes[title.key] = tuple(conclusions[pattern] for pattern in chained)
        drawn[title.key] = dict(zip(subjects[title.key], outcomes[title.key], strict=True))
        counts[title.key] = len(distinct)
    return Inferred(outcomes, counts)


def conclude(title: PlannedTitle, patterns: Sequence[Pattern]) -> list[Outcome]:
    """Conclude one title from distinct patterns, in which earlier conclusions are set already.

    Raises:
        DisagreementError: the rules draw no conclusion, or two, for a pattern.
    """
    return _Rules(title).conclude(patterns)


def links_of(title: PlannedTitle) -> list[tuple[int, str]]:
    """Where in a pattern another title is asked for, and the key of that title."""
    return [
        (place, criterion.require.title)
        for place, criterion in enumerate(title.criteria, start=1)
        if isinstance(criterion.require, Eligible) and criterion.when is None
    ]


def _chained(
    title: PlannedTitle,
    patterns: Sequence[Pattern],
    subjects: Sequence[str],
    drawn: Mapping[str, Mapping[str, Outcome]],
) -> list[Pattern]:
    """Patterns in which earlier conclusions of this chain replace the findings on them."""
    links = links_of(title)
    if not links:
        return list(patterns)
    chained = []
    for pattern, subject in zip(patterns, subjects, strict=True):
        verdicts = list(pattern)
        for place, used in links:
            outcome = drawn[used][subject]
            verdicts[place] = 0 if outcome is Outcome.NOT_APPLICABLE else int(outcome)
        chained.append(tuple(verdicts))
    return chained


class _Rules:
    """The rule set of one title: refuse, leave open, or find eligible.

    Of all its rules every pattern fires exactly one, for each firing costs far more than the
    comparisons before it: of several refusals, or of several open questions, the first.
    """

    def __init__(self, title: PlannedTitle) -> None:
        from durable import engine

        self._title = title
        self._unmatched = engine.MessageNotHandledException
        self._fired: dict[int, set[Outcome]] = {}
        self._names = [f"c{place}" for place in range(1 + len(title.criteria))]
        self._host = _without_threads(engine.Host)({title.key: dict(self._rules())})

    def conclude(self, patterns: Sequence[Pattern]) -> list[Outcome]:
        """One outcome per pattern, each pattern judged by itself."""
        found: list[Outcome] = []
        for at in range(0, len(patterns), _AT_A_TIME):
            found += self._judge(patterns[at : at + _AT_A_TIME])
        return found

    def _judge(self, patterns: Sequence[Pattern]) -> list[Outcome]:
        # A missing property fires nothing, so that every verdict is given; "not applicable"
        # counts as met. The number makes equal facts distinct.
        facts = [
            {"pattern": number, **dict(zip(self._names, verdicts, strict=True))}
            for number, verdicts in enumerate(map(_comparable, patterns))
        ]
        self._send(self._host.assert_facts, facts)
        self._send(self._host.retract_facts, facts)
        fired = [self._fired.pop(number, set()) for number in range(len(facts))]
        return [self._only(found) for found in fired]

    def _only(self, found: set[Outcome]) -> Outcome:
        if len(found) != 1:
            words = ", ".join(sorted(outcome.word for outcome in found)) or "-"
            raise DisagreementError("inference", title=self._title.key, found=words)
        return found.pop()

    def _send(
        self, verb: Callable[[str, list[dict[str, int]]], Any], facts: Sequence[dict[str, int]]
    ) -> None:
        with suppress(self._unmatched):  # nothing has fired then, which is told of each pattern
            verb(self._title.key, [dict(fact) for fact in facts])

    def _rules(self) -> list[tuple[str, dict[str, Any]]]:
        applies, *criteria = self._names
        may_apply = _at_least(applies, Verdict.UNKNOWN)
        none_refused = [_at_least(name, Verdict.UNKNOWN) for name in criteria]
        met = [{name: int(Verdict.MET)} for name in self._names]
        rules = [
            self._rule("outside", [{applies: 0}], Outcome.NOT_APPLICABLE),
            self._rule("eligible", met, Outcome.ELIGIBLE),
        ]
        for place, name in enumerate(criteria):
            first = [may_apply, *none_refused[:place], {name: 0}]
            rules.append(self._rule(f"refused_{name}", first, Outcome.NOT_ELIGIBLE))
        for place, name in enumerate(self._names):
            first = [*met[:place], {name: int(Verdict.UNKNOWN)}, *none_refused[place:]]
            rules.append(self._rule(f"open_{name}", first, Outcome.UNDETERMINED))
        return rules

    def _rule(
        self, name: str, conditions: list[dict[str, Any]], outcome: Outcome
    ) -> tuple[str, dict[str, Any]]:
        def act(matched: Any) -> None:  # exactly one parameter, else it is taken for asynchronous
            self._fired.setdefault(matched.m.pattern, set()).add(outcome)

        return name, {"all": [{"m": {"$and": conditions}}], "run": act}


def _without_threads(host: Any) -> Any:
    """A host that decides when it is told a fact, and not from timers of its own besides.

    The library starts two timers for each host, which start each other again for ever.
    """
    return type("Host", (host,), {"_run": lambda _: None})


def _comparable(pattern: Pattern) -> list[int]:
    """The verdicts of a pattern as the rules compare them."""
    return [min(verdict, int(Verdict.MET)) for verdict in pattern]


def _at_least(name: str, verdict: Verdict) -> dict[str, Any]:
    return {"$gte": {name: int(verdict)}}
