"""Say why a finding has its verdict, what its evidence is, and what is still open."""

from collections.abc import Iterator
from typing import assert_never

from ..conditions import (
    MEMBERS,
    All,
    AnyOf,
    Attested,
    Compare,
    Count,
    Defined,
    Eligible,
    Every,
    Known,
    Not,
)
from ..facts import Row, State, Value
from ..findings import Evidence, Finding, Interval, Proof, RowProof, Verdict, is_open
from ..vocabulary import Vocabulary
from .wording import Wording, is_none, requirement

MOST_ROWS = 8
"""How many rows one sentence names before it says how many more there are."""


def reason(finding: Finding, words: Wording) -> str:
    """Say in one sentence why a criterion has its verdict."""
    if finding.when is not None:
        if finding.verdict is Verdict.NOT_APPLICABLE:
            return words.say("not-applicable-because", reason=because(finding.when, words))
        if finding.when.verdict is Verdict.UNKNOWN:
            return words.say(
                "open-condition",
                reason=because(finding.when, words),
                rest=because(finding.require, words),
            )
    return because(finding.require, words)


def because(proof: Proof, words: Wording) -> str:
    """Say why a proof has its verdict, naming only what decided it."""
    condition = proof.condition
    match condition:
        case Compare(fact) | Known(fact):
            return _found(fact, proof.value, words)
        case Attested(fact, body):
            return _confirmation(fact, body, proof, words)
        case All():
            deciding = [part for part in proof.parts if part.verdict is proof.verdict]
            return "; ".join(because(part, words) for part in deciding)
        case AnyOf():
            return _alternatives(proof, words)
        case Not(part):
            message = "found-not" if proof.verdict is Verdict.NOT_MET else "found-not-met"
            if proof.verdict is Verdict.UNKNOWN:
                return because(proof.parts[0], words)
            return words.say(message, part=requirement(part, words))
        case Defined(name, _):
            return _definition(name, proof, words)
        case Eligible(title):
            outcome = _outcome_word(title, proof.verdict, words)
            return words.say("found-title", title=words.title(title), outcome=outcome)
        case Count():
            return _measured(condition, proof, words)
        case Every():
            return _went_through(condition, proof, words)
        case _:
            assert_never(condition)


def _outcome_word(title: str, verdict: Verdict, words: Wording) -> str:
    family = "duty" if words.plan.title(title).kind == "duty" else "outcome"
    outcome = {Verdict.MET: "eligible", Verdict.UNKNOWN: "undetermined"}
    return words.say(f"{family}-{outcome.get(verdict, 'not_eligible')}")


def _found(fact: str, value: Value | None, words: Wording) -> str:
    label = words.fact(fact)
    if value is None:
        return words.say("found-absent", fact=label)
    if value.scalar is not None:
        return words.say("found-value", fact=label, value=words.scalar(fact, value.scalar))
    if value.state is State.UNREADABLE:
        raw = ", ".join(cell.raw for cell in value.cells)
        return words.say("found-unreadable", fact=label, raw=raw)
    return words.say(f"found-{value.state.value}", fact=label)


def _confirmation(fact: str, body: str, proof: Proof, words: Wording) -> str:
    details = {"fact": words.fact(fact), "body": words.body(body)}
    match proof.verdict:
        case Verdict.MET:
            return words.say("found-attested", **details)
        case Verdict.NOT_MET:
            return words.say("found-not-attested", **details)
        case _:
            open_ = words.say("found-attested-open", **details)
            state = proof.value.state if proof.value else State.ABSENT
            if state in (State.UNCONFIRMED, State.UNREADABLE, State.CONTRADICTORY):
                return _found(fact, proof.value, words)
            return open_


def _alternatives(proof: Proof, words: Wording) -> str:
    if proof.verdict is Verdict.MET:
        return because(next(p for p in proof.parts if p.verdict is Verdict.MET), words)
    kind = "found-any-none" if proof.verdict is Verdict.NOT_MET else "found-any-open"
    return words.say(kind, parts="; ".join(because(part, words) for part in proof.parts))


def _definition(name: str, proof: Proof, words: Wording) -> str:
    text = words.definition(name)
    match proof.verdict:
        case Verdict.MET:
            return words.say("found-definition", text=text)
        case Verdict.NOT_MET:
            return words.say("found-not-definition", text=text)
        case _:
            part = because(proof.parts[0], words)
            return words.say("found-open-definition", text=text, part=part)


def _measured(count: Count, proof: Proof, words: Wording) -> str:
    interval = proof.interval or Interval(0, None)
    if interval.high is None and interval.low == 0:
        return _no_sheet(count.relation, words)
    if is_none(count.bound) and proof.verdict is Verdict.MET:
        return requirement(count, words)
    op = "none" if is_none(count.bound) else count.bound.op.value
    need = words.say(f"need-number-{op}", number=str(count.bound.number))
    text = words.say(
        "found-count",
        relation=words.relation(count.relation),
        where=words.where(count.where),
        span=words.window(count.window),
        found=measure(interval, words),
        need=need,
    )
    if interval.high != 0 or count.relation == MEMBERS:
        return text
    return text + words.say("found-nothing-on", sheet=_sheet(count.relation, words))


def measure(interval: Interval, words: Wording) -> str:
    """A number, or the range that it lies in."""
    if interval.high is None:
        return words.say("found-at-least", low=str(interval.low))
    if interval.low == interval.high:
        return str(interval.low)
    return words.say("found-range", low=str(interval.low), high=str(interval.high))


def _no_sheet(relation: str, words: Wording) -> str:
    return words.say("found-no-sheet", sheet=_sheet(relation, words))


def _sheet(relation: str, words: Wording) -> str:
    return words.vocabulary.sheet("person" if relation == MEMBERS else relation).sheet


def _went_through(every: Every, proof: Proof, words: Wording) -> str:
    details = {"relation": words.relation(every.relation), "span": words.window(every.window)}
    deciding = [row for row in proof.rows if row.verdict is proof.verdict]
    if proof.verdict is Verdict.MET:
        if not proof.rows:
            return words.say("found-every-none", **details)
        return words.say("found-every-met", rows=str(len(proof.rows)), **details)
    if not deciding:
        return _no_sheet(every.relation, words)
    named = [_row(row, every.relation, words) for row in deciding[:MOST_ROWS]]
    if len(deciding) > MOST_ROWS:
        named.append(f"… (+{len(deciding) - MOST_ROWS})")
    label = words.relation(every.relation)
    return words.say("found-every-rows", span=label, reasons="; ".join(named))


def _row(row: RowProof, relation: str, words: Wording) -> str:
    year = row.row.year.scalar
    if not row.row.fields and row.subject is None:
        return words.say("found-row-missing", year=str(year), relation=words.relation(relation))
    if not row.row.certain:
        return words.say("found-row-uncertain", place=_place(row.row))
    deciding = "; ".join(because(p, words) for p in row.proofs if p.verdict is row.verdict)
    if year is None:
        return words.say("found-row-other", place=_place(row.row), reason=deciding)
    return words.say("found-row-year", year=str(year), reason=deciding)


def _place(row: Row) -> str:
    cells = row.cells or tuple(cell for value in row.fields.values() for cell in value.cells)
    return str(min(cells)) if cells else "?"


def evidence(finding: Finding) -> tuple[Evidence, ...]:
    """The values that decided a finding, each once; what it asks before whether it applies."""
    asked = [finding.require, finding.when]
    if finding.verdict is Verdict.NOT_APPLICABLE:
        asked = [finding.when]
    seen: dict[Evidence, None] = {}
    for proof in asked:
        if proof is not None:
            seen.update(dict.fromkeys(_deciding(proof, None)))
    return tuple(seen)


def _deciding(proof: Proof, row: RowProof | None) -> Iterator[Evidence]:
    """Values under the parts that have the verdict of the whole; of a count, all its rows."""
    yield from _leaf(proof, row)
    same = isinstance(proof.condition, All | AnyOf)
    for part in proof.parts:
        if not same or part.verdict is proof.verdict:
            yield from _deciding(part, row)
    for inner in proof.rows:
        if isinstance(proof.condition, Count) or inner.verdict is proof.verdict:
            if not inner.proofs and inner.verdict is not Verdict.NOT_MET:
                yield from _row_itself(inner)
            for row_proof in inner.proofs:
                yield from _deciding(row_proof, inner)


def _row_itself(row: RowProof) -> Iterator[Evidence]:
    """A row that counts by being there is shown by its year."""
    name = _year_field(row)
    if name:
        yield Evidence(name, row.row.year, _year(row), row.subject)


def _year_field(row: RowProof) -> str | None:
    """The column of a row that holds its year, if it has one."""
    return next((n for n, value in row.row.fields.items() if value is row.row.year), None)


def _year(row: RowProof | None) -> int | None:
    year = row.row.year.scalar if row else None
    return year if isinstance(year, int) else None


def _leaf(proof: Proof, row: RowProof | None) -> Iterator[Evidence]:
    """The value that a condition looked at, with the year and the member of its row."""
    condition = proof.condition
    if isinstance(condition, Compare | Known | Attested) and proof.value is not None:
        yield Evidence(condition.fact, proof.value, _year(row), row.subject if row else None)


def open_evidence(finding: Finding, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The values of an unknown finding that, once filled in, could still decide it."""
    for proof in (finding.when, finding.require):
        if proof is not None:
            yield from open_in(proof, vocabulary)


def open_in(proof: Proof, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The values that, once filled in, could still decide an unknown proof, each once."""
    yield from dict.fromkeys(_open_in(proof, None, vocabulary))


def _open_in(proof: Proof, row: RowProof | None, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """Only parts that are unknown themselves can still turn an unknown verdict."""
    if proof.verdict is not Verdict.UNKNOWN:
        return
    yield from (found for found in _leaf(proof, row) if is_open(found.value))
    for part in proof.parts:
        yield from _open_in(part, row, vocabulary)
    if isinstance(proof.condition, Count | Every):
        for inner in proof.rows:
            if inner.verdict is Verdict.UNKNOWN:
                yield from _open_tie(inner, proof.condition.relation, vocabulary)
                yield from _open_row(inner, vocabulary)


def _open_tie(row: RowProof, relation: str, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """The cells that say whose an uncertain row is, or to which unit a member belongs."""
    if row.row.certain or not row.row.cells:
        return
    if relation == MEMBERS:
        name = vocabulary.sheet("person").field_with("unit")
    else:
        name = vocabulary.sheet(relation).field_with("id")
    if name:
        doubtful = Value(None, State.CONTRADICTORY, row.row.cells)
        yield Evidence(name, doubtful, _year(row), row.subject)


def _open_row(row: RowProof, vocabulary: Vocabulary) -> Iterator[Evidence]:
    name = _year_field(row)
    if name and is_open(row.row.year):
        yield Evidence(name, row.row.year)
    for proof in row.proofs:
        yield from _open_in(proof, row, vocabulary)
