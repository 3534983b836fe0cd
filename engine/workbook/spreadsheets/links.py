"""Follow the links between the parts of an Office file (OPC); knows nothing of sheets."""

from ...errors import InputError
from ..limits import ENTRIES
from .package import Package
from .parsing import parse

_MAIN = "/officedocument"


def main_part(package: Package) -> str:
    """The part from which all others are reached, or nothing.

    Raises:
        InputError: the file is damaged.
    """
    return next((part for kind, part in links(package, "").values() if kind.endswith(_MAIN)), "")


def links(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Where the links of a part lead, by their ids: the kind in lower case, and the part.

    Raises:
        InputError: the part that holds them is missing or damaged.
    """
    folder = part.rpartition("/")[0]
    return {
        values.get("Id", ""): (
            values.get("Type", "").lower(),
            _resolve(folder, values.get("Target", "")),
        )
        for _, values in elements(package, index_of(part), ("Relationship",))
    }


def index_of(part: str) -> str:
    """The part that holds the links of another one.

    >>> index_of("xl/workbook.xml")
    'xl/_rels/workbook.xml.rels'
    """
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def elements(
    package: Package, part: str, tags: tuple[str, ...]
) -> list[tuple[str, dict[str, str]]]:
    """Some elements of a small part, by their local names, with their attributes.

    Raises:
        InputError: the part is missing or damaged, or there are too many.
    """
    wanted = _Wanted(tags)
    for _ in parse(package.name, [package.read(part)], wanted):
        if len(wanted.found) > ENTRIES:
            raise InputError("file-too-heavy", package.name)
    return wanted.found


class _Wanted:
    """Keeps elements of some names."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []
        self._tags = tags

    def start(self, name: str, values: dict[str, str]) -> None:
        if (tag := name.rpartition(":")[2]) in self._tags:
            self.found.append((tag, values))

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def _resolve(folder: str, target: str) -> str:
    """The part that a link means: never anything outside the file."""
    steps = folder.split("/") if folder and not target.startswith("/") else []
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
