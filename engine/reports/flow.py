"""The titles of a pack as a diagram (Mermaid): which title leads to which.

A title leads to another whose criteria ask for it. Knows conditions, not the page around.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from ..conditions import (
    MEMBERS,
    Compare,
    Condition,
    Eligible,
    Every,
    Holds,
    Measured,
    Not,
    Op,
    Other,
    Rows,
    Share,
    measures_of,
    parts_of,
    rows_of,
)
from ..explain.measures import is_none
from ..locale import say
from ..plan import PlannedTitle
from ..titles import Title
from ..vocabulary import SubjectKind, Text, Vocabulary
from .timeline import Timeline, written

_LANG = "vi"
_WHOM = {MEMBERS: "members", "head": "head", "unit": "workplace"}
_SHAPES = {"award": ('["', '"]'), "duty": ('(["', '"])'), "check": ('{{"', '"}}')}


@dataclass(frozen=True, slots=True)
class Use:
    """A title that a condition asks for.

    ``title`` is a key ``pack/title``, or the value under which decisions are recorded;
    ``whom`` is asked for it: the subject itself, its ``members``, ``unit`` or ``head``.
    ``recorded`` counts decisions alone; ``refused`` asks that it is not there.
    """

    title: str
    whom: str = ""
    recorded: bool = False
    refused: bool = False


def uses(condition: Condition, awards: frozenset[str]) -> Iterator[Use]:
    """The titles that a condition asks for; ``awards`` are the columns of recorded titles.

    Rows that only cut a window are not asked for.
    """
    match condition:
        case Eligible(title):
            yield Use(title)
        case Holds(title, own=own):
            yield Use(own.title if own else title, recorded=own is None)
        case Compare(fact, Op.IS | Op.ONE_OF, operands) if fact in awards:
            yield from (Use(str(value), recorded=True) for value in operands)
        case Not(part):
            yield from (replace(use, refused=not use.refused) for use in uses(part, awards))
        case Other(whom, inner):
            yield from (replace(use, whom=use.whom or whom) for use in uses(inner, awards))
        case Measured():
            yield from _measured(condition, awards)
        case Every(rows, satisfies):
            yield from _of_rows(rows, [satisfies], awards)
        case _:
            yield from (use for part in parts_of(condition) for use in uses(part, awards))


def _measured(condition: Measured, awards: frozenset[str]) -> Iterator[Use]:
    for measure in measures_of(condition):
        if rows := rows_of(measure):
            parts = [measure.part] if isinstance(measure, Share) else []
            for use in _of_rows(rows, parts, awards):
                yield replace(use, refused=use.refused != is_none(condition.bound))


def _of_rows(rows: Rows, parts: list[Condition], awards: frozenset[str]) -> Iterator[Use]:
    for part in [*([rows.where] if rows.where else []), *parts]:
        for use in uses(part, awards):
            yield replace(use, whom=MEMBERS) if rows.relation == MEMBERS else use


def _asked(title: PlannedTitle) -> Iterator[Condition]:
    """The conditions that decide a title; preferences do not."""
    if title.applies_to:
        yield title.applies_to
    for criterion in title.criteria:
        yield from ([criterion.when] if criterion.when else [])
        yield criterion.require


def diagram(timeline: Timeline) -> Iterator[str]:
    """The titles and what leads to them in any version, as lines of a flowchart."""
    edges = dict.fromkeys(_edges(timeline))
    nodes = {node.id: node for node in _own(timeline)}
    nodes |= {edge.source.id: edge.source for edge in edges if edge.source.id not in nodes}
    yield "flowchart LR"
    for kind in ("person", "unit"):
        listed = [node for node in nodes.values() if node.subject == kind]
        if listed:
            yield f'  subgraph {kind}s["{say(_LANG, f"regulation-flow-{kind}")}"]'
            yield from (f"    {node.shape}" for node in listed)
            yield "  end"
    firm = {replace(edge, recorded=False) for edge in edges if not edge.recorded}
    for edge in edges:
        if not edge.recorded or replace(edge, recorded=False) not in firm:
            yield f"  {edge.arrow}"
    if any(node.is_outside for node in nodes.values()):
        yield "  classDef recorded stroke-dasharray: 5 5"


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    name: str
    subject: SubjectKind
    kind: str = "award"
    is_outside: bool = False

    @property
    def shape(self) -> str:
        opens, closes = _SHAPES[self.kind]
        return f"{self.id}{opens}{_label(self.name)}{closes}{':::recorded' * self.is_outside}"


@dataclass(frozen=True, slots=True)
class _Edge:
    source: _Node
    target: str
    whom: str
    refused: bool
    recorded: bool

    @property
    def arrow(self) -> str:
        said = [f"regulation-flow-{_WHOM[self.whom]}"] if self.whom else []
        said += ["regulation-flow-refused"] if self.refused else []
        labels = ", ".join(say(_LANG, message) for message in said)
        line = "-.->" if self.recorded else "-->"
        label = f'|"{labels}"|' if labels else ""
        return f"{self.source.id} {line}{label} {self.target}"


def _label(text: str) -> str:
    """A text inside quotes, of which no sign means anything to Mermaid."""
    return re.sub(r'["#&<>`]', lambda sign: f"#{ord(sign.group())};", text)


def _own(timeline: Timeline) -> Iterator[_Node]:
    for name, title in timeline.pack.titles.items():
        yield _node(name, title)


def _node(name: str, title: Title) -> _Node:
    return _Node(_id("t", name), title.name.in_language(_LANG), title.subject, title.kind)


def _id(family: str, name: str) -> str:
    return f"{family}_{re.sub(r'[^a-z0-9]', '_', name)}"


def _edges(timeline: Timeline) -> Iterator[_Edge]:
    awards = _award_columns(timeline.vocabulary)
    for name, title in timeline.pack.titles.items():
        for version, _ in written(title):
            for planned in timeline.titles(name, version):
                for use in _uses_of(planned, awards):
                    source = _source(use, title.subject, timeline)
                    if source.id != _id("t", name):  # once in a lifetime, cycles
                        yield _Edge(source, _id("t", name), use.whom, use.refused, use.recorded)


def _uses_of(title: PlannedTitle, awards: frozenset[str]) -> Iterable[Use]:
    return dict.fromkeys(use for part in _asked(title) for use in uses(part, awards))


def _award_columns(vocabulary: Vocabulary) -> frozenset[str]:
    columns = (sheet.field_with("award") for sheet in vocabulary.sheets)
    return frozenset(column for column in columns if column)


def recorded_name(title: str, vocabulary: Vocabulary) -> Text:
    """What decisions call a title; its id where they do not know it."""
    name = title.rpartition("/")[2]
    for column in sorted(_award_columns(vocabulary)):
        with suppress(KeyError):
            return vocabulary.scale_of(column).label(name)
    return Text(vi=title, en=title)


def _source(use: Use, subject: SubjectKind, timeline: Timeline) -> _Node:
    """The title of the pack that is meant, or a node for one that only decisions give."""
    about: dict[str, SubjectKind] = {MEMBERS: "person", "head": "person", "unit": "unit"}
    kind = about.get(use.whom, subject)
    for name, title in timeline.pack.titles.items():
        key = f"{timeline.pack.pack}/{name}"
        if use.title == key or (use.title in (name, title.recorded_as) and title.subject == kind):
            return _node(name, title)
    name = recorded_name(use.title, timeline.vocabulary).in_language(_LANG)
    return _Node(_id(f"r_{kind}", use.title), name, kind, is_outside=True)
