"""The folder of a run is a Process Run Crate, as an outside validator judges it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.proof.canonical import canonical
from engine.proof.checking import check_seal
from engine.proof.crate import CRATE, crate, write_crate
from engine.proof.keys import new_key
from engine.proof.sealing import ENVELOPE, RECORD, SALT, TIMESTAMP
from engine.run import Run, evaluate

ROOT = Path(__file__).parent.parent.parent
PROFILE = "process-run-crate-0.5"
CONTEXT = "https://w3id.org/ro/crate/1.1/context"
TERMS = Path(__file__).parent / "vectors/ro-crate-terms.json"
"""The terms that a crate uses, with what the context of RO-Crate 1.1 makes of them."""

Graph = list[dict[str, Any]]


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate([ROOT / "fixtures/yen-bai/truong.xlsx"], ["yen-bai-2021-2025"], year=2025)


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.write(tmp_path_factory.mktemp("crate") / "run", ["jsonl", "html"], key=new_key())


@pytest.fixture(scope="module")
def record(written: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((written / RECORD).read_bytes())
    return told


def graph_of(content: bytes) -> Graph:
    told: Graph = json.loads(content)["@graph"]
    return told


def entity(graph: Graph, place: str) -> dict[str, Any]:
    (found,) = (each for each in graph if each["@id"] == place)
    return found


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[str]]:
    """The checks that a folder fails, by the validator, which is asked without a network."""
    from requests_cache import CachedRequest, CachedResponse, CachedSession
    from rocrate_validator.models import Severity
    from rocrate_validator.services import ValidationSettings, validate

    cache = tmp_path_factory.mktemp("cache") / "http"
    with CachedSession(cache_name=str(cache), backend="sqlite", expire_after=-1) as session:
        session.cache.save_response(
            CachedResponse(
                url=CONTEXT,
                status_code=200,
                content=TERMS.read_bytes(),
                headers={"Content-Type": "application/ld+json"},
                request=CachedRequest(method="GET", url=CONTEXT),
            )
        )

    def judge(folder: Path) -> list[str]:
        asked = ValidationSettings(
            rocrate_uri=str(folder),
            profile_identifier=PROFILE,
            requirement_severity=Severity.RECOMMENDED,
            validate_profile_checks=False,
            offline=True,
            cache_path=cache,
        )
        found = validate(asked).get_issues()
        return sorted(f"{each.severity.name} {each.message}" for each in found)

    return judge


outside = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated, use Dataset instead:DeprecationWarning"
)
"""Tests that ask the validator, whose library of graphs warns of itself."""

UNMET = [
    "RECOMMENDED The Action SHOULD have an agent that is a Person or Organization",
    "RECOMMENDED The Application SHOULD have a url",
    "RECOMMENDED The Root Data Entity SHOULD have a link to a Contextual Entity representing the"
    " `author` of the RO-Crate",
    "RECOMMENDED The SoftwareApplication id SHOULD be an absolute URI",
    "RECOMMENDED The `publisher` property of a `Root Data Entity` SHOULD be an `Organization`",
]
"""Which office ran it is not known, and the program has no page; its id is a URN, where the
validator takes only addresses."""


@outside
def test_a_run_is_a_process_run_crate_to_an_outside_validator(
    written: Path, judged: Callable[[Path], list[str]]
) -> None:
    assert judged(written) == UNMET


@outside
def test_the_validator_refuses_a_crate_that_is_broken(
    written: Path, judged: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "run"))
    content = json.loads((folder / CRATE).read_bytes())
    del entity(content["@graph"], "#run")["instrument"]
    del entity(content["@graph"], "./")["conformsTo"]
    (folder / CRATE).write_bytes(canonical(content))
    (folder / "conclusions.jsonl").unlink()
    required = [each for each in judged(folder) if each.startswith("REQUIRED")]
    assert len(required) == 3
    for told in (
        "MUST have an instrument",
        "MUST reference a CreativeWork entity",
        "does not include the Data Entity 'conclusions.jsonl'",
    ):
        assert any(told in each for each in required)


def test_every_term_has_the_meaning_that_the_standard_gives_it(written: Path) -> None:
    content = json.loads((written / CRATE).read_bytes())
    url, own = content["@context"]
    known = json.loads(TERMS.read_bytes())["@context"].keys() | own.keys()
    used = {name for each in content["@graph"] for name in each if not name.startswith("@")}
    assert url == CONTEXT
    assert used | {each["@type"] for each in content["@graph"]} <= known


def test_the_crate_has_every_file_of_the_folder_and_nothing_else(written: Path) -> None:
    graph = graph_of((written / CRATE).read_bytes())
    parts = [each["@id"] for each in entity(graph, "./")["hasPart"]]
    assert sorted(parts) == sorted(names(written) - {CRATE})
    assert {RECORD, SALT, ENVELOPE, "rules/yen-bai-2021-2025/pack.yaml"} <= set(parts)
    assert {each["@id"] for each in graph if each["@type"] == "File"} == set(parts)


def test_every_reference_leads_to_an_entity_and_every_id_is_there_once(written: Path) -> None:
    graph = graph_of((written / CRATE).read_bytes())
    places = [each["@id"] for each in graph]
    assert len(places) == len(set(places))
    listed = (told for each in graph for told in each.values())
    references = [
        each["@id"]
        for told in listed
        for each in (told if isinstance(told, list) else [told])
        if isinstance(each, dict)
    ]
    assert set(references) <= {*places, "https://w3id.org/ro/crate/1.1"}


def test_inputs_are_named_by_their_content_and_are_no_part(
    written: Path, record: dict[str, Any]
) -> None:
    graph = graph_of((written / CRATE).read_bytes())
    (file,) = record["inputs"]
    action = entity(graph, "#run")
    (given,) = (each for each in action["object"] if each["@id"].startswith("ni:///sha-256;"))
    told = entity(graph, given["@id"])
    assert (told["@type"], told["name"], told["sha256"]) == (
        "CreativeWork",
        file["name"],
        file["sha256"],
    )
    assert {"rules/yen-bai-2021-2025/pack.yaml", "rules/vocabulary.yaml", "#option-year"} <= {
        each["@id"] for each in action["object"]
    }
    assert "agent" not in action


def test_every_option_that_was_given_is_a_value(record: dict[str, Any]) -> None:
    graph = changed(record)
    told = {each["name"]: each["value"] for each in graph if each["@type"] == "PropertyValue"}
    assert told.keys() == record["options"].keys() - {"only_unit"}
    assert (told["year"], told["simulate"], told["formats"]) == (2025, False, '["html","jsonl"]')
    unit = changed(record, options={**record["options"], "only_unit": "TH-TC"})
    assert entity(unit, "#option-only_unit")["value"] == "TH-TC"


def test_the_seal_holds_the_crate_too(written: Path) -> None:
    assert check_seal(written, None).differences == ()
    content = (written / CRATE).read_bytes()
    (written / CRATE).write_bytes(content.replace(b"2025", b"2024", 1))
    try:
        found = check_seal(written, None).differences
    finally:
        (written / CRATE).write_bytes(content)
    assert [(each.code, each.place) for each in found] == [("file-changed", CRATE)]


def test_the_same_record_has_the_same_bytes(written: Path, record: dict[str, Any]) -> None:
    assert crate(record, sorted(names(written) - {CRATE})) == (written / CRATE).read_bytes()


def test_nobody_is_in_it_and_no_time_but_the_day_of_receipt(run: Run, written: Path) -> None:
    text = (written / CRATE).read_text(encoding="utf-8")
    for subject in run.evaluation.reading.dossier.subjects:
        assert subject.id not in text
        assert subject.name not in text
    graph = graph_of(text.encode())
    received = run.evaluation.plan.received.isoformat()
    assert entity(graph, "./")["datePublished"] == received
    assert entity(graph, "#run")["endTime"] == received


def test_an_unsigned_run_has_a_crate_in_its_own_language(run: Run, tmp_path: Path) -> None:
    folder = run.write(tmp_path / "run", [], lang="en")
    graph = graph_of((folder / CRATE).read_bytes())
    parts = {each["@id"] for each in entity(graph, "./")["hasPart"]}
    assert parts == names(folder) - {CRATE}
    assert entity(graph, "./")["name"] == "Review for emulation titles, 2025"


@pytest.mark.parametrize("seals", [(), (ENVELOPE,), (ENVELOPE, TIMESTAMP)])
def test_the_seals_that_follow_are_in_the_crate_before_them(
    seals: tuple[str, ...], record: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "report.html").touch()
    write_crate(tmp_path, record, ENVELOPE in seals, TIMESTAMP in seals)
    root = entity(graph_of((tmp_path / CRATE).read_bytes()), "./")
    assert [each["@id"] for each in root["hasPart"]] == sorted(
        ["report.html", RECORD, SALT, *seals]
    )


def changed(record: dict[str, Any], **changes: Any) -> Graph:
    return graph_of(crate({**record, **changes}, [RECORD, "a b/Trường (2).XLSX", "x:y.bin"]))


def test_a_name_of_any_kind_is_a_reference(record: dict[str, Any]) -> None:
    graph = changed(record)
    parts = [each["@id"] for each in entity(graph, "./")["hasPart"]]
    assert parts == [RECORD, "a%20b/Tr%C6%B0%E1%BB%9Dng%20%282%29.XLSX", "x%3Ay.bin"]
    formats = [entity(graph, each)["encodingFormat"] for each in parts]
    assert formats[1].endswith("spreadsheetml.sheet")
    assert formats[2] == "application/octet-stream"


def test_what_is_not_in_the_folder_is_told_once_for_each_content(record: dict[str, Any]) -> None:
    one, other = "0" * 64, "1" * 64
    base = {"id": "base", "version": "1", "sha256": other}
    check = {"id": "check", "version": "2", "sha256": "4" * 64}
    graph = changed(
        record,
        inputs=[{"name": f"{name}.xlsx", "sha256": one} for name in "dbcae"],
        mapping={"name": "mapping.yaml", "sha256": "2" * 64},
        packs=[{**base, "id": "own", "sha256": "3" * 64, "extends": base, "checks": [base, check]}],
        program={"name": "thidua", "version": None},
    )
    given = [each for each in graph if each["@id"].startswith("ni:")]
    assert [(each["name"], each["sha256"][0]) for each in given] == [
        ([f"{name}.xlsx" for name in "abcde"], "0"),
        ("mapping.yaml", "2"),
        ("own", "3"),
        ("base", "1"),
        ("check", "4"),
        ("vocabulary.yaml", record["vocabulary"]["sha256"][0]),
    ]
    assert [each.get("version") for each in given] == [None, None, "1", "1", "2", None]
    assert given[0]["@id"] == f"ni:///sha-256;{'A' * 43}"
    (program,) = (each for each in graph if each["@type"] == "SoftwareApplication")
    assert "softwareVersion" not in program
