"""Find and read rule packs and the vocabulary; tell the line and column of a mistake.

The one place that knows where packs live: inside the wheel, else beside ``engine/``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ..errors import PackError, ShapeError
from ..pack import Pack
from ..plan import plan
from ..provenance import Position
from ..vocabulary import Vocabulary

PACK_FILE = "pack.yaml"
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A valid pack with the folder it came from and the SHA-256 of its file."""

    pack: Pack
    folder: Path
    sha256: str


def rules_folder() -> Path:
    """Folder of the shipped packs."""
    installed = Path(str(files("engine").joinpath("rules")))
    return installed if installed.is_dir() else installed.parent.parent / "rules"


def shipped_packs() -> tuple[str, ...]:
    """Ids of the packs that come with the program."""
    return tuple(sorted(path.parent.name for path in rules_folder().glob(f"*/{PACK_FILE}")))


@cache
def load_vocabulary() -> Vocabulary:
    """Read the shipped vocabulary.

    Raises:
        PackError: it is not valid.
    """
    path = rules_folder() / "vocabulary.yaml"
    return _validated(Vocabulary, read_yaml(path), path)


def load_pack(name: str, vocabulary: Vocabulary) -> LoadedPack:
    """Read a pack by its id, its folder or its file, and check all that can be checked.

    Raises:
        PackError: there is no such pack, or it is not valid; notes hold further mistakes.
    """
    path = _find(name)
    raw = read_yaml(path)
    pack = _validated(Pack, raw, path)
    for year in (pack.years.from_, pack.years.to):
        _checked(pack, vocabulary, year, raw, path)
    return LoadedPack(pack, path.parent, hashlib.sha256(path.read_bytes()).hexdigest())


def _find(name: str) -> Path:
    for path in (rules_folder() / name / PACK_FILE, Path(name) / PACK_FILE, Path(name)):
        if path.is_file():
            return path
    near = get_close_matches(name, shipped_packs(), n=1)
    raise PackError("pack-missing", name=name, near=", ".join(near or shipped_packs()))


def _checked(pack: Pack, vocabulary: Vocabulary, year: int, raw: object, path: Path) -> None:
    try:
        plan([pack], vocabulary, year, pack.instrument.in_force.from_)
        plan([pack], vocabulary, year)
    except ShapeError as error:
        raise PackError(error.code, position(raw, error.path, path), **error.details) from error


def read_yaml(path: Path) -> Any:
    """Read a YAML file, keeping line and column; a key written twice is an error.

    Raises:
        PackError: the file cannot be read or is not YAML.
    """
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Position(path.name, mark.line + 1, mark.column + 1) if mark else path.name
        problem = (error.problem or str(error)).split("\n")[0]
        raise PackError("yaml", where, problem=problem) from error
    except (YAMLError, OSError, UnicodeDecodeError) as error:
        raise PackError("yaml", path.name, problem=str(error).split("\n")[0]) from error


def _validated(model: type[M], raw: object, path: Path) -> M:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise shape_error(error, raw, path) from error


def shape_error(error: ValidationError, raw: object, path: Path) -> PackError:
    """The first mistake that pydantic found, with its place; the others as notes."""
    mistakes = [
        PackError(
            "shape",
            position(raw, mistake["loc"], path),
            path=".".join(str(key) for key in mistake["loc"]),
            problem=mistake["msg"],
        )
        for mistake in error.errors(include_url=False)
    ]
    for other in mistakes[1:]:
        mistakes[0].add_note(str(other))
    return mistakes[0]


def position(raw: object, keys: Sequence[str | int], path: Path) -> Position:
    """Line and column of the deepest of the keys that the file has.

    Tags that pydantic puts between keys are passed over.
    """
    line, column = 0, 0
    for key in keys:
        place = getattr(raw, "lc", None)
        if isinstance(raw, Mapping) and key in raw:
            line, column = place.key(key) if place else (line, column)
            raw = raw[key]
        elif isinstance(raw, list) and isinstance(key, int) and key < len(raw):
            line, column = place.item(key) if place else (line, column)
            raw = raw[key]
    return Position(path.name, line + 1, column + 1)
