"""The report as one page that needs no network: everything it uses is inside.

The policy in its head lets nothing run or load but the one style and the one script.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..evaluation import Evaluation
from ..findings import Outcome, Verdict
from ..locale import LANGUAGES, say
from ..vocabulary import Text
from .embedded import as_script
from .files import write_whole
from .overview import facts_of_run, heading, warnings
from .phrases import both, verdict_label
from .sections import flat, outcome_labels, sections, units
from .tables import FLAT_TABLES, shown_tables

_VERDICT_SYMBOLS = {
    Verdict.NOT_MET: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.MET: "✓",
    Verdict.NOT_APPLICABLE: "–",
}
_WORDS = ("repairs", "missing", "findings", "link", "blank-cell")


def write_page(evaluation: Evaluation, path: Path, lang: str = "vi") -> None:
    """Write ``report.html``; equal evaluations give equal bytes.

    Parameters: ``lang`` is the language that the page opens in; it holds both.

    Raises:
        OSError: the file cannot be written; what was there before stays.
    """
    write_whole(path, render(evaluation, lang).encode())


def render(evaluation: Evaluation, lang: str) -> str:
    """The whole page as text."""
    style, script = _part("report.css"), _part("report.js")
    tables = shown_tables(FLAT_TABLES, evaluation)
    return (
        _templates()
        .get_template("report.html.j2")
        .render(
            lang=lang,
            policy=_policy(style, script),
            style=Markup(style),  # our own files
            script=Markup(script),
            heading=both(lambda each: heading(evaluation, each)),
            simulated=evaluation.plan.simulated,
            warnings=_paired([warnings(evaluation, each) for each in LANGUAGES]),
            facts=_facts(evaluation),
            sections=sections(evaluation),
            outcomes=outcome_labels("award"),
            units=units(evaluation),
            tables=[flat(each, evaluation) for each in tables.values()],
            words=as_script(_words(evaluation)),
            ui=_ui,
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader(__package__ or "", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _part(name: str) -> str:
    return files(__package__ or "").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _ui(name: str) -> Text:
    return both(lambda lang: say(lang, f"report-{name}"))


def _paired(texts: list[list[str]]) -> list[Text]:
    return [Text(vi=vi, en=en) for vi, en in zip(*texts, strict=True)]


def _facts(evaluation: Evaluation) -> list[tuple[Text, Text]]:
    vi, en = (facts_of_run(evaluation, lang) for lang in LANGUAGES)
    return [
        (Text(vi=one.label, en=other.label), Text(vi=one.value, en=other.value))
        for one, other in zip(vi, en, strict=True)
    ]


def _words(evaluation: Evaluation) -> dict[str, object]:
    """The words that the script needs, each as a pair (vi, en)."""
    words: dict[str, object] = {
        name: [say(lang, f"report-{name}") for lang in LANGUAGES] for name in _WORDS
    }
    words["title"] = [heading(evaluation, lang) for lang in LANGUAGES]
    words["units"] = [_pair(unit) for unit in units(evaluation)]
    words["outcomes"] = {
        kind: {value: _pair(label) for value, label in outcome_labels(kind).items()}
        for kind in ("award", "duty")
    }
    words["words"] = [outcome.word for outcome in Outcome]
    words["verdicts"] = [
        [f"{_VERDICT_SYMBOLS[verdict]} {verdict_label(verdict, lang)}" for lang in LANGUAGES]
        for verdict in Verdict
    ]
    return words


def _pair(text: Text) -> list[str]:
    return [text.in_language(lang) for lang in LANGUAGES]
