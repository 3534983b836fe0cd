"""Answers under a veil: who stands where and why, without what tells who somebody is.

Decides nothing and words nothing anew; a reason that may say too much is withheld as a whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from .explain.answers import Answer, Cause, Clash, OpenValue, Ranking, Reason, Repair, Used
from .findings import Evidence, Interval
from .locale import LANGUAGES, say
from .plan import Plan, PlannedTitle
from .provenance import Cell
from .veil import SECRET, Veil, is_private
from .vocabulary import SubjectKind, Text, Vocabulary

Secrets = Mapping[str, frozenset[str]]
"""By title key the criteria, and the preferences, of which not even the reason may be told."""


def secrets_of(plan: Plan, vocabulary: Vocabulary) -> Secrets:
    """What rests on columns that tell who somebody is."""
    private = frozenset(n for n in vocabulary.fields if is_private(n, "person", vocabulary))
    return {title.key: frozenset(_secret(title, private)) for title in plan.titles}


def _secret(title: PlannedTitle, private: frozenset[str]) -> Iterator[str]:
    for criterion in title.criteria:
        if _mentions((criterion.when, criterion.require), private):
            yield criterion.id
    for number, preference in enumerate(title.prefer, start=1):
        if _mentions(preference.measure, private):
            yield _preference(number)


def _preference(number: int) -> str:
    """What a preference is called in the findings."""
    return f"prefer.{number}"


def _mentions(node: object, names: frozenset[str]) -> bool:
    """Whether a column is named anywhere inside a condition or a measure."""
    if isinstance(node, str):
        return node in names
    if isinstance(node, tuple):
        return any(_mentions(each, names) for each in node)
    parts = fields(node) if is_dataclass(node) else ()
    return any(_mentions(getattr(node, part.name), names) for part in parts)


def hidden_answer(
    answer: Answer, veil: Veil, vocabulary: Vocabulary, secrets: frozenset[str]
) -> Answer:
    """An answer by initials, with its texts and cells under the veil.

    Parameters: ``secrets`` are those of the title of the answer.
    """
    cells = {each.criterion: _cells(each) for each in answer.findings}
    return replace(
        answer,
        subject=veil.id(answer.subject),
        name=veil.name(answer.name, answer.kind),
        findings=tuple(
            _reason(each, answer.kind, veil, vocabulary, each.criterion in secrets)
            for each in answer.findings
        ),
        repairs=tuple(_repair(each, veil, secrets) for each in answer.repairs),
        open_values=tuple(_open(each, veil) for each in answer.open_values),
        idle_values=tuple(_open(each, veil) for each in answer.idle_values),
        refusals=tuple(
            tuple(
                _cause(each, veil, cells[each.criterion], each.criterion in secrets)
                for each in causes
            )
            for causes in answer.refusals
        ),
        rankings=tuple(
            _ranking(each, veil, _preference(number) in secrets)
            for number, each in enumerate(answer.rankings, start=1)
        ),
        used=tuple(_used(each, veil) for each in answer.used),
        clashes=tuple(_clash(each, veil) for each in answer.clashes),
    )


def _withheld() -> Text:
    return Text(**{lang: say(lang, "found-withheld") for lang in LANGUAGES})


def _text(text: Text, veil: Veil) -> Text:
    return Text(**{lang: veil.text(text.in_language(lang)) for lang in LANGUAGES})


def _reason(
    reason: Reason, kind: SubjectKind, veil: Veil, vocabulary: Vocabulary, is_secret: bool
) -> Reason:
    evidence = (_evidence(each, kind, veil, vocabulary) for each in reason.evidence)
    return replace(
        reason,
        reason=_withheld() if is_secret else _quoting(reason.reason, veil, _cells(reason)),
        evidence=tuple(each for each in evidence if each is not None),
    )


def _evidence(
    evidence: Evidence, kind: SubjectKind, veil: Veil, vocabulary: Vocabulary
) -> Evidence | None:
    """A value as it may be seen; None where nothing of its column may."""
    if vocabulary.fields[evidence.fact].role in SECRET:
        return None
    about = "person" if evidence.subject is not None else kind
    is_name = is_private(evidence.fact, about, vocabulary)
    who = evidence.subject and veil.id(evidence.subject)
    return replace(evidence, value=veil.value(evidence.value, is_name), subject=who)


def _repair(repair: Repair, veil: Veil, secrets: frozenset[str]) -> Repair:
    if secrets.intersection(repair.criteria):
        return replace(repair, text=_withheld(), distances=())
    distances = tuple(
        replace(
            each,
            measure=_text(each.measure, veil),
            has=_text(each.has, veil),
            needs=_text(each.needs, veil),
        )
        for each in repair.distances
    )
    return replace(repair, text=_text(repair.text, veil), distances=distances)


def _cause(cause: Cause, veil: Veil, cells: list[Cell], is_secret: bool) -> Cause:
    return replace(cause, text=_withheld() if is_secret else _quoting(cause.text, veil, cells))


def _cells(reason: Reason) -> list[Cell]:
    """The cells that the texts of a finding may quote."""
    return [cell for each in reason.evidence for cell in each.value.cells]


def _quoting(text: Text, veil: Veil, cells: list[Cell]) -> Text:
    return Text(**{lang: veil.quoting(text.in_language(lang), cells) for lang in LANGUAGES})


def _open(value: OpenValue, veil: Veil) -> OpenValue:
    return replace(value, cell=value.cell and veil.cell(value.cell))


def _ranking(ranking: Ranking, veil: Veil, is_secret: bool) -> Ranking:
    if is_secret:
        return replace(ranking, measure=Interval(None, None), told=_withheld())
    return replace(ranking, told=ranking.told and _text(ranking.told, veil))


def _used(used: Used, veil: Veil) -> Used:
    return replace(used, rows=tuple(tuple(map(veil.cell, row)) for row in used.rows))


def _clash(clash: Clash, veil: Veil) -> Clash:
    cells = tuple(map(veil.cell, clash.cells))
    return replace(clash, text=_text(clash.text, veil), cells=cells)
