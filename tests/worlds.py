"""Small people and units of the Yên Bái pack, built from its scenarios, for tests."""

from dataclasses import replace
from functools import cache

from engine.decide.reference import Judge
from engine.facts import Dossier, Row, Scalar, State, Subject, Value
from engine.findings import Conclusion
from engine.packs.loading import load_pack, load_vocabulary
from engine.packs.scenarios import ScenarioCase, cases, load_scenarios
from engine.plan import Plan
from engine.planning import plan
from engine.vocabulary import Vocabulary

PACK = "yen-bai-2021-2025"
PERSON_TITLE = f"{PACK}/dien-hinh-ca-nhan"
UNIT_TITLE = f"{PACK}/mo-hinh-tap-the"


@cache
def words() -> Vocabulary:
    return load_vocabulary()


@cache
def planned() -> Plan:
    return plan([load_pack(PACK, words()).pack], words(), 2025)


@cache
def _cases() -> dict[str, ScenarioCase]:
    loaded = load_pack(PACK, words())
    return {
        c.scenario.given: c for c in reversed(list(cases(load_scenarios(loaded), loaded, words())))
    }


def scenario_dossier(given: str) -> Dossier:
    """The dossier of the first scenario that starts from a name; it changes nothing."""
    return _cases()[given].dossier


def teacher(**facts: Scalar | None) -> Dossier:
    """A teacher who meets everything, but for the facts given."""
    return with_facts(scenario_dossier("teacher"), "teacher", **facts)


def manager(**facts: Scalar | None) -> Dossier:
    return with_facts(scenario_dossier("manager"), "manager", **facts)


def with_facts(dossier: Dossier, name: str, **facts: Scalar | None) -> Dossier:
    return with_subject(
        dossier, replace(dossier.by_id[name], facts={**dossier.by_id[name].facts, **values(facts)})
    )


def with_rows(dossier: Dossier, name: str, relation: str, *rows: Row) -> Dossier:
    subject = dossier.by_id[name]
    return with_subject(dossier, replace(subject, rows={**subject.rows, relation: rows}))


def with_subject(dossier: Dossier, changed: Subject) -> Dossier:
    subjects = tuple(changed if s.id == changed.id else s for s in dossier.subjects)
    return Dossier(subjects, dossier.covered)


def values(facts: dict[str, Scalar | None]) -> dict[str, Value]:
    return {
        name: Value(scalar, State.BLANK if scalar is None else State.KNOWN)
        for name, scalar in facts.items()
    }


def row(year: int | None = None, certain: bool = True, **fields: Scalar | None) -> Row:
    return Row(values(fields), values({"year": year})["year"], certain)


def conclude(dossier: Dossier, subject: str, title: str = PERSON_TITLE) -> Conclusion:
    return Judge(planned(), dossier).conclusion(title, subject)
