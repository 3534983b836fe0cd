"""Say why a finding has its verdict, naming only what decided it."""

from collections.abc import Iterable
from typing import assert_never

from ..conditions import (
    All,
    AnyOf,
    AtLeast,
    Attested,
    Choose,
    Compare,
    Condition,
    Defined,
    Eligible,
    Every,
    Holds,
    Known,
    Measured,
    Not,
    Other,
    Unconfirmed,
    rows_of,
)
from ..facts import Row, State
from ..findings import Finding, Proof, RowProof, Verdict
from .evidence import deciding_parts
from .figures import MOST_ROWS, because_measured, found_value, no_sheet, year_text
from .wording import Wording, requirement, unconfirmed


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
            return found_value(fact, proof.value, words)
        case Attested(fact, body):
            return _confirmation(fact, body, proof, words)
        case All():
            return _joined(deciding_parts(proof), words)
        case AnyOf():
            return _alternatives(proof, words)
        case AtLeast(number):
            return _some_of(number, proof, words)
        case Not(part):
            message = "found-not" if proof.verdict is Verdict.NOT_MET else "found-not-met"
            if proof.verdict is Verdict.UNKNOWN:
                return because(proof.parts[0], words)
            return words.say(message, part=requirement(part, words))
        case Choose():
            return _chosen(proof, words)
        case Defined(name, _):
            return _definition(name, proof, words)
        case Eligible(title):
            outcome = _outcome_word(title, proof.verdict, words)
            return words.say("found-title", title=words.title(title), outcome=outcome)
        case Holds():
            return _held(condition, proof, words)
        case Unconfirmed(status, _):
            return words.say(unconfirmed(status), part=because(proof.parts[0], words))
        case Other():
            return _of_other(condition, proof, words)
        case Measured():
            return because_measured(condition, proof, words, because)
        case Every():
            return _went_through(condition, proof, words)
        case _:
            assert_never(condition)


def _joined(proofs: Iterable[Proof], words: Wording) -> str:
    return "; ".join(because(proof, words) for proof in proofs)


def _outcome_word(title: str, verdict: Verdict, words: Wording) -> str:
    family = "duty" if words.plan.title(title).kind == "duty" else "outcome"
    outcome = {Verdict.MET: "eligible", Verdict.UNKNOWN: "undetermined"}
    return words.say(f"{family}-{outcome.get(verdict, 'not_eligible')}")


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
                return found_value(fact, proof.value, words)
            return open_


def _alternatives(proof: Proof, words: Wording) -> str:
    if proof.verdict is Verdict.MET:
        return because(next(p for p in proof.parts if p.verdict is Verdict.MET), words)
    kind = "found-any-none" if proof.verdict is Verdict.NOT_MET else "found-any-open"
    return words.say(kind, parts=_joined(proof.parts, words))


def _some_of(number: int, proof: Proof, words: Wording) -> str:
    """How many of the parts are met, and those that decided."""
    low = sum(part.verdict is Verdict.MET for part in proof.parts)
    high = sum(part.verdict is not Verdict.NOT_MET for part in proof.parts)
    met = str(low)
    if low != high:
        met = words.say("found-range", low=str(low), high=str(high))
    counts = {"met": met, "total": str(len(proof.parts)), "number": str(number)}
    return words.say("found-some-of", parts=_joined(deciding_parts(proof), words), **counts)


def _chosen(proof: Proof, words: Wording) -> str:
    when, *branches = deciding_parts(proof)
    told = because(when, words)
    if when.verdict is not Verdict.UNKNOWN:
        return words.say("found-choose", when=told, branch=_joined(branches, words))
    if proof.verdict is not Verdict.UNKNOWN:
        return words.say("found-choose-same", parts=_joined(branches, words))
    return words.say("found-choose-open", when=told, parts=_joined(branches, words))


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


def _held(holds: Holds, proof: Proof, words: Wording) -> str:
    """Whether a title is held, by a decision or by this run, and what was taken back."""
    title = words.held(holds)
    (meaning,) = proof.parts
    recorded = meaning if holds.own is None else meaning.parts[0]
    taken_back = _taken_back(holds, meaning, words)
    if recorded.verdict is Verdict.MET and not isinstance(holds.recorded, Eligible):
        years = _years_of(recorded, words)
        return words.say("found-holds-recorded", title=title, years=years) + taken_back
    if proof.verdict is Verdict.UNKNOWN:
        open_ = _open(holds, meaning, words)
        if not open_:
            return words.say("found-absent", fact=title)
        return words.say("found-holds-open", title=title, reason=open_)
    if proof.verdict is Verdict.MET:
        return words.say("found-holds-own", title=title)
    if holds.own is None or taken_back:
        return words.say("found-holds-no-decision", title=title) + taken_back
    run = _in_this_run(holds.own, Verdict.NOT_MET, words)
    return words.say("found-holds-not", title=title, run=run)


def _in_this_run(own: Eligible, verdict: Verdict, words: Wording) -> str:
    return words.say("found-in-this-run", outcome=_outcome_word(own.title, verdict, words))


def _open(holds: Holds, meaning: Proof, words: Wording) -> str:
    """What leaves it open whether a title is held."""
    ways = meaning.parts if isinstance(meaning.condition, AnyOf) else (meaning,)
    unknown = (way for way in ways if way.verdict is Verdict.UNKNOWN)
    told = [because(way, words) for way in unknown if not _is_run(holds, way)]
    if holds.own is not None and any(_is_run(holds, way) for way in ways):
        told.append(_in_this_run(holds.own, Verdict.UNKNOWN, words))
    return "; ".join(dict.fromkeys(told))


def _is_run(holds: Holds, way: Proof) -> bool:
    """Whether this run's own conclusion is what leaves a way open, or nobody can know it."""
    own = (each for each in way.walk() if each.condition in (holds.own, Known("")))
    return any(each.verdict is Verdict.UNKNOWN for each in own)


def _taken_back(holds: Holds, meaning: Proof, words: Wording) -> str:
    """The decisions that were revoked, as far as the proof went through them."""
    rows = [
        row
        for each in meaning.walk()
        for row in each.rows
        if (row.verdict is Verdict.MET and each.condition == holds.revoked)
        or _is_void(row, holds.recorded)
    ]
    return words.say("found-revoked", years=_named(rows, words)) if rows else ""


def _is_void(row: RowProof, recorded: Condition) -> bool:
    """Whether a row would be the decision asked for, had it not been taken back."""
    rows = rows_of(recorded.measure) if isinstance(recorded, Measured) else None
    window = rows.window if rows else None
    if window is None or not {*row.row.years(window.axis)} <= {*window.years}:
        return False
    parts = [part for proof in row.proofs for part in proof.parts]
    failing = [part for part in parts if part.verdict is not Verdict.MET]
    return len(parts) > 1 and [(type(p.condition), p.verdict) for p in failing] == [
        (Not, Verdict.NOT_MET)
    ]


def _years_of(proof: Proof, words: Wording) -> str:
    """The years of the rows that a proof found, in brackets."""
    rows = [row for each in proof.walk() for row in each.rows if row.verdict is Verdict.MET]
    return _named(rows, words)


def _named(rows: Iterable[RowProof], words: Wording) -> str:
    years = dict.fromkeys(filter(None, (year_text(row, words) for row in rows)))
    return words.say("found-of-years", years=", ".join(years)) if years else ""


def _of_other(other: Other, proof: Proof, words: Wording) -> str:
    asked = deciding_parts(proof)
    if not asked:
        return words.say(f"found-nobody-{other.whom}")
    told = (
        words.say(
            f"found-other-{other.whom}", subject=part.subject or "?", reason=because(part, words)
        )
        for part in asked
    )
    return "; ".join(told)


def _went_through(every: Every, proof: Proof, words: Wording) -> str:
    relation, window = every.rows.relation, every.rows.window
    rows = words.relation(relation) + words.window(window)
    deciding = [row for row in proof.rows if row.verdict is proof.verdict]
    if proof.verdict is Verdict.MET:
        if not proof.rows:
            return words.say("found-every-none", rows=rows)
        return words.say("found-every-met", rows=rows, number=str(len(proof.rows)))
    if not deciding:
        return no_sheet(relation, words)
    named = [_row(row, relation, words) for row in deciding[:MOST_ROWS]]
    if len(deciding) > MOST_ROWS:
        named.append(f"… (+{len(deciding) - MOST_ROWS})")
    label = words.relation(relation)
    return words.say("found-every-rows", rows=label, reasons="; ".join(named))


def _row(row: RowProof, relation: str, words: Wording) -> str:
    year = year_text(row, words)
    if not row.row.fields and row.subject is None:
        return words.say("found-row-missing", year=year, relation=words.relation(relation))
    if not row.row.certain:
        return words.say("found-row-uncertain", place=_place(row.row))
    deciding = _joined((p for p in row.proofs if p.verdict is row.verdict), words)
    if not year:
        return words.say("found-row-other", place=row.subject or _place(row.row), reason=deciding)
    return words.say("found-row-year", year=year, reason=deciding)


def _place(row: Row) -> str:
    cells = row.cells or tuple(cell for value in row.fields.values() for cell in value.cells)
    return str(min(cells)) if cells else "?"
