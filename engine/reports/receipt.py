"""A receipt as a page to print and give away: what was concluded, and how anybody checks it.

Knows the receipt as JSON has it, not whether it holds: that is for whoever is given the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..context import axis_of
from ..findings import Outcome
from ..locale import say
from ..pack import Pack
from ..titles import Title
from ..vocabulary import Vocabulary
from .embedded import as_script
from .phrases import SYMBOLS, VERDICT_SYMBOLS, outcome_label
from .standalone import parts, policy, templates

_OUTCOMES = {outcome.word: outcome for outcome in Outcome}
_VERDICTS = {verdict.word: symbol for verdict, symbol in VERDICT_SYMBOLS.items()}
_STATUSES = ("unconfirmed", "draft")


@dataclass(frozen=True, slots=True)
class Rules:
    """The pack by which was judged, for its names; no verdict comes from it."""

    vocabulary: Vocabulary
    pack: Pack


@dataclass(frozen=True, slots=True)
class Slip:
    """A receipt with what its page tells of it.

    Parameters: ``conclusion`` is the one in the receipt; ``keys``, ``root`` and ``leaves`` are
    what its envelope says; ``codes`` are the texts of its QR codes, none where it is too long for
    them; ``printed`` is the line that a check prints; without ``rules`` ids stand for names.
    """

    receipt: Mapping[str, Any]
    conclusion: Mapping[str, Any]
    keys: Sequence[str]
    root: str
    leaves: int
    codes: Sequence[str]
    printed: str
    rules: Rules | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cell with what is written in it, and the year of its row; all may be empty."""

    ref: str
    raw: str
    year: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a criterion rests on for one fact: the cells of one sheet, or that there are none."""

    label: str
    place: str
    cells: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion as the page tells it."""

    verdict: str
    symbol: str
    label: str
    cite: str
    text: str
    reason: str
    sources: tuple[Source, ...]


def render(slip: Slip, lang: str) -> str:
    """The whole page as text; it asks for nothing and runs nothing.

    Raises:
        ValueError: the conclusion has not the shape of one.
    """
    style = parts(("receipt.css",))
    try:
        told = _told(slip, lang)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("receipt-unreadable") from error
    return (
        templates()
        .get_template("receipt.html.j2")
        .render(
            lang=lang,
            slip=slip,
            policy=policy(style),
            style=Markup(style),  # our own file
            embedded=as_script(slip.receipt),
            codes=[_drawn(code) for code in slip.codes],
            ui=lambda name, **details: say(lang, name, **details),
            **told,
        )
    )


def _drawn(code: str) -> Markup:
    """A QR code: dark on light whatever the page looks like, with its margin."""
    import segno

    drawn = segno.make_qr(code, error="m", mode="alphanumeric")
    return Markup(drawn.svg_inline(border=4, omitsize=True, dark="#000", light="#fff"))


def _told(slip: Slip, lang: str) -> dict[str, Any]:
    """What the page says of the conclusion, in one language.

    Raises:
        KeyError, TypeError, AttributeError: it has not the shape of one.
    """
    conclusion = slip.conclusion
    if not all(isinstance(conclusion[each], str) for each in ("subject", "name", "pack", "title")):
        raise TypeError("conclusion")
    title = _title(slip)
    outcome = _OUTCOMES[conclusion["conclusion"]]
    label = outcome_label(outcome, title.kind if title else "award", lang)
    return {
        "name": conclusion["name"] or conclusion["subject"],
        "year": _year(slip),
        "outcome": (outcome.word, f"{SYMBOLS[outcome]} {label}"),
        "facts": list(_facts(slip, title, lang)),
        "warnings": list(_warnings(conclusion, lang)),
        "findings": [_criterion(slip, title, each, lang) for each in conclusion["findings"]],
        "ways": [each[lang] for each in conclusion["repairs"]],
        "missing": list(_sources(slip, conclusion["open_cells"], lang)),
        "conflicts": [each[lang] for each in conclusion.get("conflicts", ())],
    }


def _title(slip: Slip) -> Title | None:
    return slip.rules.pack.titles.get(slip.conclusion["title"]) if slip.rules else None


def _year(slip: Slip) -> str:
    year = slip.conclusion["year"]
    return axis_of(slip.rules.pack).label(year) if slip.rules else str(year)


def _facts(slip: Slip, title: Title | None, lang: str) -> Iterator[tuple[str, str]]:
    conclusion = slip.conclusion
    is_unit = conclusion["kind"] == "unit"
    yield say(lang, "report-unit-name" if is_unit else "report-name"), conclusion["name"]
    yield say(lang, "report-id"), conclusion["subject"]
    if conclusion["unit"] and conclusion["unit"] != conclusion["subject"]:
        yield say(lang, "report-unit"), conclusion["unit"]
    is_duty = title is not None and title.kind == "duty"
    named = title.name.in_language(lang) if title else conclusion["title"]
    yield say(lang, "receipt-page-duty" if is_duty else "receipt-page-title"), named
    pack = slip.rules.pack.name.in_language(lang) if slip.rules else conclusion["pack"]
    yield say(lang, "report-pack"), pack
    yield say(lang, "report-year"), _year(slip)


def _warnings(conclusion: Mapping[str, Any], lang: str) -> Iterator[str]:
    if conclusion.get("simulated"):
        yield say(lang, "explain-simulated")
    if conclusion["status"] in _STATUSES:
        yield say(lang, f"explain-{conclusion['status']}")


def _criterion(slip: Slip, title: Title | None, finding: Mapping[str, Any], lang: str) -> Criterion:
    name, verdict = finding["criterion"], finding["verdict"]
    texts = {text for id_, text in _texts(title, lang) if id_ == name}
    return Criterion(
        verdict=verdict,
        symbol=_VERDICTS[verdict],
        label=say(lang, f"verdict-{verdict}"),
        cite=finding["cite"],
        text=texts.pop() if len(texts) == 1 else name,  # versions may ask for different things
        reason=finding["reason"][lang],
        sources=tuple(_sources(slip, finding["evidence"], lang)),
    )


def _texts(title: Title | None, lang: str) -> Iterator[tuple[str, str]]:
    for name, criterion in title.all_criteria() if title else ():
        yield name, criterion.text.in_language(lang)


def _sources(slip: Slip, quoted: Sequence[Mapping[str, Any]], lang: str) -> Iterator[Source]:
    """The cells by fact and sheet, each once, in the order in which they are told."""
    places: dict[tuple[str, str], dict[tuple[str, ...], None]] = {}
    for each in quoted:
        place = f"{each['file']}!{each['sheet']}" if each["cell"] else say(lang, "report-nowhere")
        cells = places.setdefault((_fact(slip, each["fact"], lang), place), {})
        year = say(lang, "report-of-year", year=str(each["year"])[:20]) if "year" in each else ""
        cells[(each["cell"] or "", each.get("raw") or "", year)] = None
    for (fact, place), cells in places.items():
        yield Source(fact, place, tuple(Quoted(*cell) for cell in cells))


def _fact(slip: Slip, fact: str, lang: str) -> str:
    spec = slip.rules.vocabulary.fields.get(fact) if slip.rules else None
    return spec.in_language(lang) if spec else fact
