"""A pack and the vocabulary written out: for people as lines, for programs as documents."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ..explain.wording import Wording, requirement
from ..locale import say
from ..pack import Round
from ..packs.loading import LoadedPack
from ..plan import Plan, PlannedCriterion, PlannedTitle
from ..vocabulary import FactSpec, SheetSpec, Text, Vocabulary
from .phrases import how_often, quantity

_STEP = "   "


def in_words(loaded: LoadedPack, planned: Plan, vocabulary: Vocabulary, lang: str) -> Iterator[str]:
    """A pack as lines that a lawyer can follow."""
    pack = loaded.pack
    words = Wording(lang, vocabulary, planned, pack.pack)
    yield f"{pack.pack} {pack.version}: {pack.name.in_language(lang)}"
    yield words.say("rulebook-in-force", **_dates(loaded, planned))
    for round_ in pack.rounds.values():
        yield _round(round_, words)
    for title in planned.titles:
        yield ""
        yield from _title(title, words)
    yield ""
    yield words.say("rulebook-parameters")
    for parameter in pack.parameters.values():
        details = {
            "text": parameter.text.in_language(lang),
            "unit": parameter.unit.in_language(lang),
            "value": str(quantity(parameter.on(planned.received), lang)),
        }
        mark = words.say("rulebook-is-interpretation") if parameter.interpretation else ""
        yield _STEP + words.say("rulebook-parameter", cite=parameter.cite, **details) + mark


def _dates(loaded: LoadedPack, planned: Plan) -> dict[str, str]:
    period = loaded.pack.instrument.in_force
    return {
        "first": _day(period.from_),
        "last": _day(period.to) if period.to else "…",
        "year": planned.year_label,
        "received": _day(planned.received),
    }


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _round(round_: Round, words: Wording) -> str:
    details = {
        "name": round_.name.in_language(words.lang),
        "first": _day(round_.from_),
        "last": _day(round_.to),
        "cite": round_.cite,
    }
    repeats = how_often(round_, words.lang)
    if not repeats:
        return words.say("rulebook-round", **details)
    return words.say("rulebook-round-every", every=repeats, **details)


def _title(title: PlannedTitle, words: Wording) -> Iterator[str]:
    kind = words.say(f"rulebook-{title.kind}")
    yield f"{title.name.in_language(words.lang)} [{title.id}, {kind}] ({title.cite})"
    if title.applies_to:
        yield _STEP + words.say("rulebook-applies", condition=requirement(title.applies_to, words))
    for criterion in title.criteria:
        yield from _criterion(criterion, words)
    for lapsed in title.lapsed:
        text = lapsed.text.in_language(words.lang)
        is_early = lapsed.first is not None and words.plan.received < lapsed.first
        message = "rulebook-not-yet" if is_early else "rulebook-lapsed"
        yield _STEP + words.say(message, text=text, cite=lapsed.cite)
    for preference in title.prefer:
        text = preference.text.in_language(words.lang)
        yield _STEP + words.say("rulebook-prefers", text=f"{text} ({preference.cite})")


def _criterion(criterion: PlannedCriterion, words: Wording) -> Iterator[str]:
    yield f"{_STEP}• {criterion.text.in_language(words.lang)} ({criterion.cite})"
    if criterion.when:
        yield _STEP * 2 + words.say("rulebook-when", condition=requirement(criterion.when, words))
    yield _STEP * 2 + words.say("rulebook-asks", condition=requirement(criterion.require, words))
    if criterion.interpretation:
        text = criterion.interpretation.in_language(words.lang)
        yield _STEP * 2 + words.say("rulebook-interpretation", text=text)


def as_document(loaded: LoadedPack, planned: Plan, vocabulary: Vocabulary) -> dict[str, Any]:
    """A pack with every parameter resolved, for programs."""
    pack = loaded.pack
    every = [Wording(lang, vocabulary, planned, pack.pack) for lang in ("vi", "en")]
    return {
        **pack.model_dump(mode="json", by_alias=True, exclude={"titles"}, exclude_none=True),
        "sha256": loaded.sha256,
        "year": planned.year,
        "received": planned.received.isoformat(),
        "simulated": planned.simulated,
        "values": {
            name: quantity(parameter.on(planned.received), "en")
            for name, parameter in pack.parameters.items()
        },
        "titles": {title.id: _title_document(title, every) for title in planned.titles},
    }


def _title_document(title: PlannedTitle, every: list[Wording]) -> dict[str, Any]:
    asked = {words.lang: words for words in every}
    return {
        "name": title.name.model_dump(),
        "kind": title.kind,
        "subject": title.subject,
        "cite": title.cite,
        "status": title.status,
        "applies_to": title.applies_to
        and {lang: requirement(title.applies_to, words) for lang, words in asked.items()},
        "criteria": {c.id: _criterion_document(c, asked) for c in title.criteria},
        "lapsed": [lapsed.id for lapsed in title.lapsed],
        "prefer": [{"cite": p.cite, **p.text.model_dump()} for p in title.prefer],
    }


def _criterion_document(criterion: PlannedCriterion, asked: dict[str, Wording]) -> dict[str, Any]:
    when = criterion.when
    return {
        "text": criterion.text.model_dump(),
        "cite": criterion.cite,
        "when": when and {lang: requirement(when, words) for lang, words in asked.items()},
        "require": {lang: requirement(criterion.require, words) for lang, words in asked.items()},
        "status": criterion.status,
        "interpretation": criterion.interpretation and criterion.interpretation.model_dump(),
    }


def vocabulary_document(vocabulary: Vocabulary) -> dict[str, Any]:
    """The vocabulary as flat lists, so that any program can fill in a workbook.

    ``facts`` are columns of sheets with one row for each subject, ``relations`` the sheets
    with any number of rows, each with its own fields.
    """
    facts, relations = [], []
    for sheet in vocabulary.sheets:
        fields = [_field(name, spec, sheet, vocabulary) for name, spec in sheet.fields.items()]
        if sheet.kind in ("subject", "form"):
            facts.extend(fields)
        else:
            relations.append(
                {
                    "id": sheet.id,
                    "kind": sheet.kind,
                    "subjects": list(sheet.subjects),
                    "sheet": sheet.sheet,
                    "vi": sheet.vi,
                    "en": sheet.en,
                    "fields": fields,
                }
            )
    return {"facts": facts, "relations": relations}


def _field(name: str, spec: FactSpec, sheet: SheetSpec, vocabulary: Vocabulary) -> dict[str, Any]:
    values = vocabulary.scales[spec.scale].values if spec.scale else ()
    return {
        "id": name,
        "type": spec.type,
        "subject": sheet.subjects[0] if len(sheet.subjects) == 1 else "any",
        "sheet": sheet.sheet,
        "header": spec.header,
        "aliases": list(spec.aliases),
        "beside": list(spec.beside),
        "blank": spec.blank,
        "role": spec.role,
        **(
            {"body": spec.body, "signer": spec.signer, "signed_on": spec.signed_on}
            if spec.type == "attestation"
            else {}
        ),
        "values": [choice.model_dump() for choice in values],
        "vi": spec.vi,
        "en": spec.en,
    }


def vocabulary_in_words(vocabulary: Vocabulary, lang: str) -> Iterator[str]:
    """The vocabulary as lines: each sheet with its columns."""
    for sheet in vocabulary.sheets:
        yield say(lang, "rulebook-sheet", sheet=sheet.sheet, name=_text(sheet, lang))
        for name, spec in sheet.fields.items():
            details = {"header": spec.header, "id": name, "name": _text(spec, lang)}
            yield _STEP + say(lang, "rulebook-column", **details)


def _text(text: Text, lang: str) -> str:
    return text.in_language(lang)
