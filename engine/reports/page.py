"""The report as one page that needs no network: everything it uses is inside.

The policy in its head lets nothing run or load but the one style and the one script.
"""

from pathlib import Path

from markupsafe import Markup

from ..evaluation import Evaluation
from ..findings import Outcome, Verdict
from ..locale import LANGUAGES, say
from ..putting import write_whole
from ..vocabulary import Text
from .bundle import table_library
from .details import SUBJECTS_IN_PACKET, packets
from .embedded import as_script
from .figures import figures
from .masking import Mask
from .overview import facts_of_run, heading, warnings
from .phrases import VERDICT_SYMBOLS, both, verdict_label
from .results import as_json, results
from .sections import flat, outcome_labels, sections, units
from .standalone import parts, policy, templates
from .tables import FLAT_TABLES, shown_tables
from .view import OUTCOMES, View

_STYLES = ("report.css", "tables.css", "figures.css", "print.css")
_SCRIPTS = ("page.js", "tables.js", "person.js", "links.js")
_WORDS = (
    "page-all-titles",
    "page-back",
    "page-blank-cell",
    "page-copied",
    "page-copied-title",
    "page-copy",
    "page-csv",
    "page-excel",
    "page-find-here",
    "page-findings",
    "page-first",
    "page-idle",
    "page-last",
    "page-link",
    "page-missing",
    "page-next",
    "page-no-rows",
    "page-nothing-found",
    "page-pages",
    "page-per-page",
    "page-previous",
    "page-proof",
    "page-refusals",
    "page-sorted",
    "page-together",
    "page-too-old",
    "page-way",
    "page-ways",
)
_COLUMNS = (
    "page-title-column",
    "page-name-column",
    "report-unit",
    "report-outcome",
    "page-why-column",
)


def write_page(view: View, path: Path, lang: str = "vi") -> None:
    """Write ``report.html``; equal evaluations give equal bytes.

    Parameters: ``lang`` is the language that the page opens in; it holds both.

    Raises:
        OSError: the file cannot be written; what was there before stays.
    """
    write_whole(path, render(view, lang).encode())


def render(view: View, lang: str) -> str:
    """The whole page as text."""
    style, own = parts(_STYLES), parts(_SCRIPTS)
    script = f"{table_library()}\n(() => {{\n{own}}})();\n"
    evaluation, tables = view.evaluation, shown_tables(FLAT_TABLES, view)
    found, mask = results(view), Mask(evaluation)
    return (
        templates()
        .get_template("report.html.j2")
        .render(
            lang=lang,
            policy=policy(style, script),
            style=Markup(style),  # our own files
            script=Markup(script),
            heading=both(lambda each: heading(evaluation, each)),
            simulated=evaluation.plan.simulated,
            warnings=_paired([warnings(view, each) for each in LANGUAGES]),
            facts=_facts(evaluation),
            figures=figures(view),
            sections=sections(view),
            outcomes=outcome_labels("award"),
            units=units(view),
            tables=[flat(name, make, view, mask) for name, make in tables.items()],
            results=mask.markup(as_json(found, view)),
            packets=packets(found, evaluation, mask),
            words=as_script(_words(view)),
            ui=_ui,
        )
    )


def _ui(name: str) -> Text:
    return both(lambda lang: say(lang, name))


def _paired(texts: list[list[str]]) -> list[Text]:
    return [Text(vi=vi, en=en) for vi, en in zip(*texts, strict=True)]


def _facts(evaluation: Evaluation) -> list[tuple[Text, Text]]:
    vi, en = (facts_of_run(evaluation, lang) for lang in LANGUAGES)
    return [
        (Text(vi=one.label, en=other.label), Text(vi=one.value, en=other.value))
        for one, other in zip(vi, en, strict=True)
    ]


def _words(view: View) -> dict[str, object]:
    """The words that the script needs, each as a pair (vi, en)."""
    words: dict[str, object] = {name.removeprefix("page-"): _said(name) for name in _WORDS}
    words["title"] = [heading(view.evaluation, lang) for lang in LANGUAGES]
    words["rows"] = _said("page-rows", first="_START_", last="_END_", total="_TOTAL_")
    words["rows-of"] = _said("page-rows-of", total="_MAX_")
    words["columns"] = [_said(name) for name in _COLUMNS]
    words["units"] = [_pair(unit) for unit in units(view)]
    words["outcomes"] = {
        kind: {value: _pair(text) for value, text in outcome_labels(kind).items()}
        for kind in ("award", "duty")
    }
    words["words"] = [outcome.word for outcome in Outcome]
    words["order"] = [OUTCOMES.index(outcome) for outcome in Outcome]
    words["verdicts"] = [
        [f"{VERDICT_SYMBOLS[verdict]} {verdict_label(verdict, lang)}" for lang in LANGUAGES]
        for verdict in Verdict
    ]
    words["packet"] = SUBJECTS_IN_PACKET
    return words


def _said(name: str, **details: str) -> list[str]:
    return [say(lang, name, **details) for lang in LANGUAGES]


def _pair(text: Text) -> list[str]:
    return [text.in_language(lang) for lang in LANGUAGES]
