"""What a reader must know before the results: what was judged, by which rules, how surely."""

from collections.abc import Iterator
from typing import NamedTuple

from ..evaluation import Evaluation
from ..findings import Outcome
from ..locale import say
from ..pack import Pack
from .phrases import day, instrument_kind, span
from .view import View


class Fact(NamedTuple):
    """One line about the run."""

    label: str
    value: str


def heading(evaluation: Evaluation, lang: str) -> str:
    """The title of the report."""
    banner = say(lang, "report-simulated-banner") if evaluation.plan.simulated else ""
    return banner + say(lang, "report-heading-year", year=evaluation.plan.year_label)


def facts_of_run(evaluation: Evaluation, lang: str) -> list[Fact]:
    """Rules, dates, engines and inputs."""
    plan = evaluation.plan
    facts = [fact for pack in plan.packs for fact in _facts_of_pack(pack, lang)]
    facts += [
        Fact(say(lang, "report-year"), plan.year_label),
        Fact(say(lang, "report-received"), day(plan.received, lang)),
        Fact(say(lang, "report-engines"), _engines(evaluation, lang)),
        Fact(say(lang, "report-certified"), _certified(evaluation, lang)),
        Fact(say(lang, "report-problem-count"), str(len(evaluation.reading.problems))),
    ]
    for file in evaluation.reading.inputs:
        facts.append(Fact(say(lang, "report-inputs"), file.name))
        facts.append(Fact(say(lang, "report-sha"), file.sha256))
    return facts


def _facts_of_pack(pack: Pack, lang: str) -> Iterator[Fact]:
    instrument = pack.instrument
    version = say(lang, "report-pack-version-of", pack=pack.pack, version=pack.version)
    kind = instrument_kind(instrument.kind, lang)
    number = f" {instrument.number}" if instrument.number else ""
    in_force = span(instrument.in_force.from_, instrument.in_force.to, lang)
    yield Fact(say(lang, "report-pack"), pack.name.in_language(lang))
    yield Fact(say(lang, "report-instrument"), kind + number)
    yield Fact(say(lang, "report-issuer"), instrument.issuer.in_language(lang))
    yield Fact(say(lang, "report-in-force"), in_force)
    yield Fact(say(lang, "report-pack-version"), version)


def _certified(evaluation: Evaluation, lang: str) -> str:
    """How many ways out of refusals were told, all decided again, and how many were not found."""
    refused = [each for each in evaluation.answers if each.outcome is Outcome.NOT_ELIGIBLE]
    certified = sum(len(answer.repairs) for answer in refused)
    counts = {
        "certified": certified,
        "tried": certified + sum(answer.refuted for answer in refused),
        "refused": len(refused),
        "without": sum(not answer.repairs for answer in refused),
    }
    return say(lang, "report-certified-of", **{name: str(n) for name, n in counts.items()})


def _engines(evaluation: Evaluation, lang: str) -> str:
    names = "; ".join(say(lang, f"report-engine-{each}") for each in evaluation.engines)
    if evaluation.has_one_engine:
        return say(lang, "report-engines-one", engines=names)
    return names


def warnings(view: View, lang: str) -> list[str]:
    """What a reader must not overlook; empty when nothing is amiss."""
    evaluation, problems = view.evaluation, view.problems
    found = [*warnings_of_part(evaluation, lang), *warnings_of_rules(evaluation, lang)]
    if clashes := sum(bool(answer.clashes) for answer in evaluation.answers):
        found.append(say(lang, "report-warn-conflicts", count=str(clashes)))
    if evaluation.has_one_engine:
        found.append(say(lang, "report-warn-engine"))
    matter = sum(each.matters for each in problems)
    if problems:
        counts = {"count": str(len(problems)), "matter": str(matter)}
        found.append(say(lang, "report-warn-problems", **counts))
    return found


def warnings_of_part(evaluation: Evaluation, lang: str) -> list[str]:
    """What was left out for the sake of privacy."""
    found, shown = [], evaluation.shown
    if shown.is_redacted:
        found.append(say(lang, "report-warn-redacted"))
    if shown.unit is not None:
        found.append(say(lang, "report-warn-only-unit", unit=shown.unit))
    return found


def warnings_of_rules(evaluation: Evaluation, lang: str) -> list[str]:
    """That rules were applied which nobody has confirmed, as everybody must know."""
    found = []
    simulated = evaluation.plan.simulated
    if simulated:
        found.append(say(lang, "report-warn-simulated"))
    unsure = [t.name.in_language(lang) for t in evaluation.plan.titles if t.status != "confirmed"]
    if unsure:
        found.append(say(lang, "report-warn-unconfirmed", titles="; ".join(unsure)))
        if not simulated:
            found.append(say(lang, "report-warn-at-best"))
    return found
