"""The JSON Schemas take what the models take, and refuse what is wrong in shape."""

import json
from contextlib import redirect_stdout
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from engine.cli import main
from engine.pack import Pack
from engine.packs.loading import read_yaml, rules_folder, shipped_packs
from engine.packs.schema import MODELS, schema_of
from engine.packs.yaml import parse_yaml
from engine.shapes import CONDITIONS
from tests.packs.invalid import MEANING, SHAPE, SMALL, Invalid, changed, required

FILES = [
    *(("pack", f"{name}/pack.yaml") for name in shipped_packs()),
    *(("scenarios", f"{name}/scenarios.yaml") for name in shipped_packs()),
    ("vocabulary", "vocabulary.yaml"),
]


def as_json(value: Any) -> Any:
    """What a YAML file has, as JSON would have it: days and keys are strings."""
    if isinstance(value, dict):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def checker(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind), format_checker=FormatChecker())


def fits(kind: str, raw: object) -> bool:
    return checker(kind).is_valid(as_json(raw))


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_is_one_and_names_itself(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:thidua:schema:{kind}:1"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize(("kind", "name"), FILES, ids=[name for _, name in FILES])
def test_what_is_shipped_fits(kind: str, name: str) -> None:
    assert fits(kind, read_yaml(rules_folder() / name))


@pytest.mark.parametrize("invalid", SHAPE, ids=[each.id for each in SHAPE])
def test_a_mistake_of_shape_does_not_fit(invalid: Invalid) -> None:
    assert fits("pack", parse_yaml(invalid.content.encode(), "pack.yaml")) is not invalid.of_shape


@pytest.mark.parametrize("invalid", MEANING, ids=[each.id for each in MEANING])
def test_a_mistake_of_meaning_fits(invalid: Invalid) -> None:
    assert fits("pack", parse_yaml(invalid.content.encode(), "pack.yaml"))


@pytest.mark.parametrize(
    "condition",
    [
        "{count: awards, at_least: $many}",
        "{share: members, where: {holds: ldtt}, at_least: 70%}",
        "{share: members, where: {holds: ldtt}, at_least: 2/3}",
        "{count: awards, more_than: {count: initiatives}}",
        "{latest: awards, column: award_date, at_most: 2024-01-01}",
        "{some: awards, within: {since: {latest: awards}, ending: year_before}}",
    ],
)
def test_a_number_may_be_written_in_many_ways(condition: str) -> None:
    assert fits("pack", parse_yaml(required(condition).encode(), "pack.yaml"))


@pytest.mark.parametrize(
    "way",
    [
        "most: {count: awards}",
        "least: {count: discipline}",
        "first: {fact: party_member, is: true}",
        "first: {count: awards, at_least: $many}",
    ],
)
def test_a_ranking_is_by_a_number_or_a_condition(way: str) -> None:
    prefer = f"    prefer: [{{text: {{vi: a, en: b}}, cite: I, {way}}}]\n"
    content = changed("  model:\n", f"{prefer}  model:\n").encode()
    raw = parse_yaml(content, "pack.yaml")
    assert fits("pack", raw)
    Pack.model_validate(raw)


@pytest.mark.parametrize("every", ["", "year", "half_year", "quarter", "month"])
def test_a_round_may_repeat(every: str) -> None:
    repeats = f"every: {every}, " if every else ""
    line = f"name: {{vi: a, en: b}}, {repeats}from: 2021-01-01, to: 2021-12-31, cite: I"
    raw = parse_yaml(f"{SMALL}rounds: {{r: {{{line}}}}}\n".encode(), "pack.yaml")
    assert fits("pack", raw)
    assert Pack.model_validate(raw).rounds["r"].every == (every or None)


def test_every_kind_of_condition_is_offered() -> None:
    definitions = schema_of("pack")["$defs"]
    named = [each["$ref"].rpartition("/")[2] for each in definitions["Condition"]["oneOf"]]
    keys = [next(iter(definitions[name]["required"])) for name in named]
    assert len(keys) == len(set(named)) == len(CONDITIONS)
    assert all(definitions[name]["additionalProperties"] is False for name in named)


@pytest.mark.parametrize(("given", "kind"), [([], "pack"), *(([kind], kind) for kind in MODELS)])
def test_the_command_prints_it(given: list[str], kind: str) -> None:
    out = StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit) as left:
        main(["rules", "schema", *given])
    assert not left.value.code
    assert json.loads(out.getvalue()) == schema_of(kind)


def test_the_small_pack_fits() -> None:
    assert fits("pack", parse_yaml(SMALL.encode(), "pack.yaml"))
