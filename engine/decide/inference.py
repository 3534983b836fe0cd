"""Draw conclusions by forward chaining over findings, with durable-rules.

The second opinion on every conclusion: only small numbers go in, never a person's data.
Subjects with the same pattern of findings share one inference. All that is known of
durable-rules' sharp edges is kept in this module (``docs/inference.md``).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Any

from ..conditions import Eligible
from ..errors import DisagreementError
from ..findings import Outcome, Verdict
from ..plan import Plan, PlannedTitle

Pattern = tuple[int, ...]
"""Verdicts of one title: ``applies`` first, then each criterion in the order of the pack."""

_MOST_RULES = 60
"""durable-rules fires nothing (error 303) when one fact matches more than 64 rules."""


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
    """The rule sets of one title: refuse, leave open, or find eligible."""

    def __init__(self, title: PlannedTitle) -> None:
        from durable import engine

        self._title = title
        self._unmatched = engine.MessageNotHandledException
        self._fired: dict[int, set[Outcome]] = {}
        size = 1 + len(title.criteria)
        self._names = [f"c{place}" for place in range(size)]
        rules = self._rules()
        chunks = [rules[at : at + _MOST_RULES] for at in range(0, len(rules), _MOST_RULES)]
        self._sets = [f"{title.key}#{number}" for number in range(len(chunks))]
        self._host = _without_threads(engine.Host)(
            {name: dict(chunk) for name, chunk in zip(self._sets, chunks, strict=True)}
        )

    def conclude(self, patterns: Sequence[Pattern]) -> list[Outcome]:
        """One outcome per pattern, each pattern judged by itself."""
        return [
            self._judge(number, pattern)
            for number, pattern in zip(count(1), patterns, strict=False)
        ]

    def _judge(self, number: int, pattern: Pattern) -> Outcome:
        # A missing property fires nothing, so that every verdict is given; "not applicable"
        # counts as met. The number makes equal facts distinct.
        verdicts = [min(verdict, int(Verdict.MET)) for verdict in pattern]
        fact = {"pattern": number, **dict(zip(self._names, verdicts, strict=True))}
        for name in self._sets:
            self._send(self._host.assert_fact, name, dict(fact))
            self._send(self._host.retract_fact, name, dict(fact))
        fired = self._fired.pop(number, set())
        if len(fired) != 1:
            words = ", ".join(sorted(outcome.word for outcome in fired)) or "-"
            raise DisagreementError("inference", title=self._title.key, found=words)
        return fired.pop()

    def _send(
        self, verb: Callable[[str, dict[str, int]], Any], name: str, fact: dict[str, int]
    ) -> None:
        with suppress(self._unmatched):  # no rule of this set matches: normal, not an error
            verb(name, fact)

    def _rules(self) -> list[tuple[str, dict[str, Any]]]:
        applies, *criteria = self._names
        may_apply = _at_least(applies, Verdict.UNKNOWN)
        none_refused = [_at_least(name, Verdict.UNKNOWN) for name in criteria]
        rules = [
            self._rule("outside", [{applies: 0}], Outcome.NOT_APPLICABLE),
            self._rule(
                "eligible", [{name: int(Verdict.MET)} for name in self._names], Outcome.ELIGIBLE
            ),
        ]
        for name in criteria:
            rules.append(
                self._rule(f"refused_{name}", [may_apply, {name: 0}], Outcome.NOT_ELIGIBLE)
            )
        for name in self._names:
            open_ = [may_apply, *none_refused, {name: int(Verdict.UNKNOWN)}]
            rules.append(self._rule(f"open_{name}", open_, Outcome.UNDETERMINED))
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


def _at_least(name: str, verdict: Verdict) -> dict[str, Any]:
    return {"$gte": {name: int(verdict)}}
