"""Turn conclusions into answers: words, evidence, repairs and open cells."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..consumption import Conflict, Use, conflicts, uses
from ..facts import Dossier, Row, State, Subject
from ..findings import Conclusion, Evidence, Finding, Interval, Outcome, Verdict
from ..locale import LANGUAGES
from ..plan import Plan, PlannedPreference, PlannedTitle
from ..provenance import Cell
from ..vocabulary import Text, Vocabulary
from .answers import Answer, Cause, Clash, OpenValue, Ranking, Reason, Used
from .evidence import evidence, missing_in, open_evidence, open_in
from .measures import ranking_text
from .minimal import PartSet, refusals
from .reasons import because, reason
from .repairs import minimal_reason, repairs, ways_out
from .standing import Proofs, proofs_of
from .wording import Wording


def answer_all(
    conclusions: Iterable[Conclusion], plan: Plan, vocabulary: Vocabulary, dossier: Dossier
) -> tuple[Answer, ...]:
    """Answer every conclusion, in the order given."""
    conclusions = tuple(conclusions)
    consumed: dict[tuple[str, str], list[Use]] = {}
    for use in uses(conclusions, plan):
        consumed.setdefault((use.title, use.subject), []).append(use)
    clashing: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in conflicts(conclusions, plan):
        for title in conflict.titles:
            clashing.setdefault((title, conflict.subject), []).append(conflict)
    known = proofs_of(conclusions)
    words = {pack.pack: _words(pack.pack, plan, vocabulary) for pack in plan.packs}
    return tuple(
        replace(
            answer(
                conclusion,
                plan,
                vocabulary,
                dossier,
                known[conclusion.subject],
                words[conclusion.pack],
            ),
            used=tuple(
                Used(use.criterion, tuple(cells_of_row(row) for row in use.rows))
                for use in consumed.get(key, ())
            ),
            clashes=tuple(
                _clash(conflict, key[0], plan, vocabulary) for conflict in clashing.get(key, ())
            ),
        )
        for conclusion in conclusions
        for key in [(f"{conclusion.pack}/{conclusion.title}", conclusion.subject)]
    )


def cells_of_row(row: Row) -> tuple[Cell, ...]:
    """Where a row stands: its cells, or those of its values."""
    return row.cells or tuple(cell for value in row.fields.values() for cell in value.cells)


def _clash(conflict: Conflict, title: str, plan: Plan, vocabulary: Vocabulary) -> Clash:
    other = next(name for name in conflict.titles if name != title)
    cells = tuple(cells_of_row(row)[0] for row in conflict.rows if cells_of_row(row))
    texts = {}
    for lang in LANGUAGES:
        words = Wording(lang, vocabulary, plan, title.partition("/")[0])
        texts[lang] = words.say(
            "clash",
            relation=words.relation(conflict.relation),
            title=words.title(other),
            places=", ".join(str(cell) for cell in cells) or "?",
        )
    return Clash(other, Text(**texts), cells)


def answer(
    conclusion: Conclusion,
    plan: Plan,
    vocabulary: Vocabulary,
    dossier: Dossier,
    known: Proofs | None = None,
    words: list[Wording] | None = None,
) -> Answer:
    """Put one conclusion into words.

    Parameters: ``known`` is what has been proved about the subject, ``words`` those of the pack
    in each language, for whoever answers many.
    """
    title = plan.title(f"{conclusion.pack}/{conclusion.title}")
    subject = dossier.by_id[conclusion.subject]
    unit = subject.id if subject.kind == "unit" else subject.unit
    words = words or _words(conclusion.pack, plan, vocabulary)
    open_values = tuple(_open_values(conclusion, vocabulary, dossier))
    ways = ways_out(conclusion, plan, vocabulary, dossier, known)
    return Answer(
        subject=subject.id,
        kind=subject.kind,
        name=subject.name,
        unit=unit,
        unit_name=dossier.by_id[unit].name if unit in dossier.by_id else "",
        pack=conclusion.pack,
        title=conclusion.title,
        title_kind=title.kind,
        title_name=title.name,
        year=plan.year,
        outcome=conclusion.outcome,
        findings=tuple(_reason(finding, title, words) for finding in conclusion.findings),
        minimal_reason=minimal_reason(conclusion, title.reasons),
        repairs=repairs(conclusion, ways, words),
        refuted=ways.refuted,
        open_values=open_values,
        rankings=tuple(
            _ranking(preference, interval, words)
            for preference, interval in zip(title.prefer, conclusion.preferences, strict=True)
        ),
        status=title.status,
        is_simulated=plan.simulated,
        refusals=tuple(_causes(parts, words) for parts in refusals(conclusion)),
        idle_values=tuple(_idle_values(conclusion, open_values, vocabulary, dossier)),
    )


def _words(pack: str, plan: Plan, vocabulary: Vocabulary) -> list[Wording]:
    return [Wording(lang, vocabulary, plan, pack) for lang in LANGUAGES]


def _ranking(preference: PlannedPreference, interval: Interval, words: list[Wording]) -> Ranking:
    told = {each.lang: ranking_text(preference.measure, interval, each) for each in words}
    return Ranking(preference.text, preference.cite, interval, Text(**told))


def _reason(finding: Finding, title: PlannedTitle, words: list[Wording]) -> Reason:
    criterion = title.criterion(finding.criterion)
    return Reason(
        criterion=finding.criterion,
        verdict=finding.verdict,
        cite=criterion.cite,
        text=criterion.text,
        reason=Text(**{each.lang: reason(finding, each) for each in words}),
        evidence=evidence(finding),
    )


def _causes(parts: PartSet, words: list[Wording]) -> tuple[Cause, ...]:
    return tuple(
        Cause(part.criterion, Text(**{each.lang: because(part.proof, each) for each in words}))
        for part in parts
    )


def _open_values(
    conclusion: Conclusion, vocabulary: Vocabulary, dossier: Dossier
) -> Iterator[OpenValue]:
    """What could still decide an undetermined conclusion."""
    if conclusion.outcome is not Outcome.UNDETERMINED:
        return
    if conclusion.applies is not None:
        found = open_in(conclusion.applies, vocabulary)
        yield from _named("applies_to", found, conclusion, vocabulary, dossier)
    for finding in _unknown(conclusion):
        found = open_evidence(finding, vocabulary)
        yield from _named(finding.criterion, found, conclusion, vocabulary, dossier)


def _idle_values(
    conclusion: Conclusion,
    matter: Iterable[OpenValue],
    vocabulary: Vocabulary,
    dossier: Dossier,
) -> Iterator[OpenValue]:
    """The cells that are missing too, but that can no longer decide it; each once."""
    if conclusion.outcome is not Outcome.UNDETERMINED:
        return
    told = {value.cell for value in matter}
    for finding in conclusion.findings:
        proofs = [finding.require] if finding.when is None else [finding.when, finding.require]
        found = (each for proof in proofs for each in missing_in(proof))
        for value in _named(finding.criterion, found, conclusion, vocabulary, dossier):
            if value.cell is not None and value.cell not in told:
                told.add(value.cell)
                yield value


def _named(
    criterion: str,
    found: Iterable[Evidence],
    conclusion: Conclusion,
    vocabulary: Vocabulary,
    dossier: Dossier,
) -> Iterator[OpenValue]:
    """Evidence that is missing, by the cells where it belongs."""
    for each in found:
        about = dossier.by_id[each.subject or conclusion.subject]
        if each.value.state is State.ABSENT and about.fact(each.fact).is_known:
            continue
        yield from _opened(criterion, each, about, vocabulary)


def _unknown(conclusion: Conclusion) -> list[Finding]:
    return [finding for finding in conclusion.findings if finding.verdict is Verdict.UNKNOWN]


def _opened(
    criterion: str, found: Evidence, about: Subject, vocabulary: Vocabulary
) -> Iterator[OpenValue]:
    spec = vocabulary.fields[found.fact]
    label = Text(vi=spec.vi, en=spec.en)
    # Of a member whose unit is not known, the cell of the unit is meant, not the row.
    for cell in about.fact(found.fact).cells or found.value.cells or (None,):
        yield OpenValue(criterion, found.fact, label, cell, found.year)
