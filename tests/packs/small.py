"""Small packs for tests, written as authors write them."""

from typing import Any

from ruamel.yaml import YAML

from engine.pack import Pack

HEAD = """
pack: small
version: 1.0.0
name: {vi: gói nhỏ, en: small pack}
instrument:
  kind: plan
  issuer: {vi: nơi ban hành, en: issuer}
  number: 1/KH
  in_force: {from: 2024-01-01, to: 2027-12-31}
years: {axis: calendar, from: 2024, to: 2026}
"""

TEXT = {"vi": "yêu cầu", "en": "requirement"}


def read(text: str) -> Any:
    return YAML(typ="safe").load(text)


def pack(body: str, head: str = HEAD) -> Pack:
    """A pack of a body in YAML; texts and citations that it leaves out are filled in."""
    raw = {**read(head), **read(body)}
    for title in raw.get("titles", {}).values():
        fill_title(title)
    for parameter in raw.get("parameters", {}).values():
        parameter |= {"unit": TEXT, "text": TEXT, "cite": "P", **parameter}
    for changed in raw.get("overrides", {}).get("titles", {}).values():
        fill_criteria(changed.get("add", {}))
    return Pack.model_validate(raw)


def fill_title(title: dict[str, Any]) -> None:
    for name, value in {"name": TEXT, "subject": "person", "cite": "A"}.items():
        title.setdefault(name, value)
    fill_criteria(title.get("criteria", {}))
    for version in title.get("versions", []):
        version.setdefault("cite", "V")
        fill_criteria(version["criteria"])


def fill_criteria(criteria: dict[str, Any]) -> None:
    for criterion in criteria.values():
        criterion.setdefault("text", TEXT)
        criterion.setdefault("cite", "C")
