"""Find rule packs and the vocabulary, read and check them.

The one place that knows where packs live: inside the wheel, else beside ``engine/``.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..context import Context, axis_of
from ..errors import PackError, ShapeError
from ..inheritance import extend, written_at
from ..lowering import lower
from ..pack import Pack
from ..planning import plan
from ..provenance import Position
from ..shapes import MeetsShape
from ..vocabulary import Vocabulary
from .mistakes import told
from .nodes import place_of
from .yaml import parse_own_yaml, parse_yaml, read_bytes, read_yaml

__all__ = [
    "LoadedPack",
    "load_pack",
    "load_vocabulary",
    "position",
    "read_yaml",
    "rules_folder",
    "shape_error",
    "shipped_packs",
    "validated",
]

PACK_FILE, VOCABULARY = "pack.yaml", "vocabulary.yaml"
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A valid pack with the folder it came from and the bytes of its file.

    One that extends another is whole, and keeps the other as its ``base``; ``checks`` are the
    packs whose checks go with it.
    """

    pack: Pack
    folder: Path
    contents: bytes
    base: "LoadedPack | None" = None
    checks: tuple["LoadedPack", ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of its file."""
        return hashlib.sha256(self.contents).hexdigest()

    @property
    def family(self) -> "Iterator[LoadedPack]":
        """The pack, all that it extends, and the checks that go with any of them."""
        yield self
        for other in (*([self.base] if self.base else []), *self.checks):
            yield from other.family


def rules_folder() -> Path:
    """Folder of the shipped packs."""
    installed = Path(str(files("engine").joinpath("rules")))
    return installed if installed.is_dir() else installed.parent.parent / "rules"


def shipped_packs() -> tuple[str, ...]:
    """Ids of the packs that come with the program."""
    return tuple(sorted(path.parent.name for path in rules_folder().glob(f"*/{PACK_FILE}")))


def load_vocabulary(shelf: Path | None = None) -> Vocabulary:
    """Read the vocabulary: the shipped one, or that of another shelf of packs.

    Raises:
        PackError: it is not valid.
    """
    return _shipped_vocabulary() if shelf is None else _vocabulary(shelf)


@cache
def _shipped_vocabulary() -> Vocabulary:
    return _vocabulary(rules_folder())


def _vocabulary(shelf: Path) -> Vocabulary:
    path = shelf / VOCABULARY
    return validated(Vocabulary, _parsed(read_bytes(path), path), path)


def _parsed(contents: bytes, path: Path) -> Any:
    """The values of a file, which may be one of the program's own."""
    is_own = path.resolve().is_relative_to(rules_folder().resolve())
    return (parse_own_yaml if is_own else parse_yaml)(contents, path.name)


def vocabulary_bytes() -> bytes:
    """The file of the shipped vocabulary.

    Raises:
        PackError: it cannot be read.
    """
    return read_bytes(rules_folder() / VOCABULARY)


def vocabulary_hash() -> str:
    """The SHA-256 of the shipped vocabulary."""
    return hashlib.sha256(vocabulary_bytes()).hexdigest()


def load_pack(name: str, vocabulary: Vocabulary, shelf: Path | None = None) -> LoadedPack:
    """Read a pack by its id, its folder or its file, and check all that can be checked.

    Parameters: with a ``shelf``, the pack and all that it names are those of this folder, which
    has a folder for each, and no others.

    Raises:
        PackError: there is no such pack, or it is not valid; notes hold further mistakes.
    """
    return _Loader(vocabulary, shelf).load(name)


@dataclass(frozen=True, slots=True)
class _Loader:
    """Where packs are looked for, and the vocabulary that they are written in."""

    vocabulary: Vocabulary
    shelf: Path | None

    def load(self, name: str) -> LoadedPack:
        """The pack of a name, and all that goes with it."""
        return self._at(self._find(name, Path()), ())

    def _at(self, path: Path, asking: tuple[Path, ...]) -> LoadedPack:
        """Read a pack and, first, the one that it extends."""
        contents = read_bytes(path)
        raw = _parsed(contents, path)
        pack = validated(Pack, raw, path)
        base = None
        if pack.extends is not None:
            where = position(raw, ("extends",), path)
            base = self._named(pack.extends, where, path, asking)
            with _placed(pack, raw, path):
                pack = extend(base.pack, pack)
        with _placed(pack, raw, path):
            _check_definitions(pack, self.vocabulary)
        for year in (pack.years.from_, pack.years.to):
            _checked(pack, self.vocabulary, year, raw, path)
        checks = tuple(
            self._named(name, position(raw, ("checks", place), path), path, asking)
            for place, name in enumerate(pack.checks)
        )
        return LoadedPack(
            pack, path.parent, contents, base, checks or (base.checks if base else ())
        )

    def _named(
        self, name: str, where: Position, path: Path, asking: tuple[Path, ...]
    ) -> LoadedPack:
        """Read another pack that the one at ``path`` names, but none that asks for this one."""
        other = self._find(name, path.parent, where)
        chain = (*asking, path.resolve())
        if other.resolve() in chain:
            told = " → ".join(each.parent.name for each in chain)
            raise PackError("extends-cycle", where, chain=told)
        return self._at(other, chain)

    def _find(self, name: str, near: Path, where: Position | str = "") -> Path:
        """The file of a pack: one of the shelf by its id, else a folder or file beside ``near``.

        On a shelf of its own a pack lies under its id, however another one names it.
        """
        if self.shelf is not None:
            stem = Path(name.removesuffix(PACK_FILE)).name
            places: tuple[Path, ...] = (self.shelf / stem / PACK_FILE,)
        else:
            places = (rules_folder() / name / PACK_FILE, near / name / PACK_FILE, near / name)
        for path in places:
            with suppress(OSError, ValueError):  # a name that no file system would take
                if path.is_file():
                    return path
        nearest = get_close_matches(name, shipped_packs(), n=1)
        raise PackError(
            "pack-missing", where, name=name, near=", ".join(nearest or shipped_packs())
        )


def _checked(pack: Pack, vocabulary: Vocabulary, year: int, raw: object, path: Path) -> None:
    """Plan the pack on every day on which another of its rules enters into force or ends."""
    for day in sorted(_days(pack, year)):
        with _placed(pack, raw, path):
            plan([pack], vocabulary, year, day)


def _check_definitions(pack: Pack, vocabulary: Vocabulary) -> None:
    """Definitions that no title uses must fit somewhere, too: a kind of subject, or its rows."""
    day = pack.instrument.in_force.from_
    for name in pack.definitions:
        shape = MeetsShape(meets=name)
        person = Context(pack, vocabulary, pack.years.to, day, "person")
        unit = replace(person, subject="unit")
        rows = [replace(person, relation=s.id) for s in vocabulary.sheets if s.kind in ROWS]
        if not any(_fits(shape, context) for context in (person, unit, *rows)):
            lower(shape, person)


ROWS = ("closed", "yearly")


def _fits(shape: MeetsShape, context: Context) -> bool:
    try:
        lower(shape, context)
    except ShapeError:
        return False
    return True


@contextmanager
def _placed(pack: Pack, raw: object, path: Path) -> Iterator[None]:
    """Tell a mistake where the file has it."""
    try:
        yield
    except ShapeError as error:
        where = position(raw, written_at(pack, error.path), path)
        raise PackError(error.code, where, **error.details) from error


def _days(pack: Pack, year: int) -> set[date]:
    period = pack.instrument.in_force
    days = {period.from_, axis_of(pack).days_of(year)[1], *([period.to] if period.to else [])}
    for parameter in pack.parameters.values():
        days.update(parameter.values or ())
    for title in pack.titles.values():
        for version in title.versions:
            days.update(day for day in (version.from_, version.to) if day)
            days.update([version.transition.received_from] if version.transition else [])
        for _, criterion in title.all_criteria():
            days.update(day for day in (criterion.from_, criterion.to) if day)
    return {day for day in days if day in period}


def validated(model: type[M], raw: object, path: Path) -> M:
    """A file that was read, as a model.

    Raises:
        PackError: it does not fit; notes hold further mistakes.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise shape_error(error, raw, path, model) from error


def shape_error(
    error: ValidationError, raw: object, path: Path, model: type[BaseModel] | None = None
) -> PackError:
    """The first mistake that pydantic found, with its place; the others as notes.

    Without the ``model`` that was tried, unknown keys are told without the known ones.
    """
    return told(error, raw, path.name, model)


def position(raw: object, keys: Sequence[str | int], path: Path) -> Position:
    """Line and column of the deepest of the keys that the file has."""
    return Position(path.name, *place_of(raw, keys))
