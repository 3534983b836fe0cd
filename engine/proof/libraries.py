"""The versions of all that has a part in a verdict, or in the bytes of a report."""

import re
from importlib.metadata import PackageNotFoundError, distribution, version

OWN = (
    "cryptography",
    "docxtpl",
    "durable-rules",
    "duckdb",
    "fluent-runtime",
    "ibis-framework",
    "itables",
    "jinja2",
    "lxml",
    "openpyxl",
    "pandas",
    "pyarrow",
    "pydantic",
    "pygal",
    "python-calamine",
    "python-docx",
    "rapidfuzz",
    "rfc8785",
    "ruamel-yaml",
    "sqlglot",
)
"""The distributions that the program itself calls; what these need goes with them."""


_OF_AN_EXTRA = re.compile(r"[^;]*;(?!.*\bor\b).*\bextra *== *(?:'[^']+'|\"[^\"]+\") *")
"""What only an extra needs, and nine of ten are: told without the library, which is slow."""


def libraries() -> dict[str, str | None]:
    """Every library and every one that it needs, by name; None for one that is not installed."""
    found: dict[str, str | None] = {name: installed(name) for name in OWN}
    waiting = list(OWN)
    while waiting:
        for name in _needed(waiting.pop()):
            if name not in found and (number := installed(name)) is not None:
                found[name] = number
                waiting.append(name)
    return dict(sorted(found.items()))


def _needed(name: str) -> list[str]:
    """What a distribution needs here; not what an extra of it would."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    try:
        told = distribution(name).requires or ()
        asked = [Requirement(each) for each in told if not _OF_AN_EXTRA.fullmatch(each)]
    except PackageNotFoundError:
        return []
    here = {"extra": ""}
    needed = (each for each in asked if each.marker is None or each.marker.evaluate(here))
    return [str(canonicalize_name(each.name)) for each in needed]


def installed(name: str) -> str | None:
    """Version of an installed distribution, None when it is not there."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None
