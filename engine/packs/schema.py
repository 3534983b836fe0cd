"""The shape of packs, scenarios and the vocabulary as JSON Schema, for editors.

Says less than the models: what a mapping as a whole must obey is left to them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from ..pack import Pack
from ..shapes import CONDITIONS, MEASURES
from ..vocabulary import Vocabulary
from .examples import ScenarioFile

MODELS: Mapping[str, type[BaseModel]] = {
    "pack": Pack,
    "scenarios": ScenarioFile,
    "vocabulary": Vocabulary,
}
VERSION = 1


class _Generator(GenerateJsonSchema):
    """Gives no titles to fields: an editor shows their keys anyway."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file.

    Parameters: ``kind`` is a key of ``MODELS``. Days are strings here, as JSON has none.
    """
    made = MODELS[kind].model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = made.setdefault("$defs", {})
    for node in list(_nodes(made)):
        if "patternProperties" in node:
            node.setdefault("additionalProperties", False)
        union = node.get("oneOf", ())
        name = _UNIONS.get(len(union))
        if name is not None and definitions.setdefault(name, {"oneOf": union}) == {"oneOf": union}:
            del node["oneOf"]
            node["$ref"] = f"#/$defs/{name}"
    about = {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:thidua:schema:{kind}:{VERSION}",
    }
    return {**about, **made}


_UNIONS = {
    len(CONDITIONS): "Condition",
    len(MEASURES) + 1: "Operand",
    len(MEASURES): "Measure",
}
"""Names for the unions that stand in many places, by how many members they have."""


def _nodes(schema: object) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema, from the outside in."""
    if isinstance(schema, dict):
        yield schema
        for each in list(schema.values()):
            yield from _nodes(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _nodes(each)
