"""Find the files of a dataset: for each sheet of the vocabulary one Parquet file or a folder.

On this machine, or under an address such as ``s3://``, which fsspec opens.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, get_args

from ..errors import InputError, UsageError
from ..proof.sealing import file_hash
from ..vocabulary import SubjectKind, Vocabulary

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_SUFFIX = ".parquet"


@dataclass(frozen=True)
class Sources:
    """The files of each sheet, and those that are of none, by their paths below the dataset.

    ``files`` is what opens an address, None for folders of this machine.
    """

    place: str
    sheets: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    files: "AbstractFileSystem | None" = field(default=None, repr=False)

    def addresses(self, sheet: str) -> list[str]:
        """The files of a sheet as an engine opens them."""
        return [join(self.place, name) for name in self.sheets[sheet]]

    def records(self) -> Iterator[dict[str, str]]:
        """Every file that is read, with its SHA-256, or with what its store says of its version."""
        for name in sorted(name for names in self.sheets.values() for name in names):
            if self.files is None:
                yield {"name": name, "sha256": file_hash(Path(self.place) / name)}
            else:
                told = str(self.files.checksum(join(self.place, name)))
                yield {"name": name, "version": told}


def is_address(place: str) -> bool:
    """Whether a place is not a folder of this machine."""
    return "://" in place


def join(place: str, name: str) -> str:
    """A file below a place, as it is opened."""
    return f"{place.rstrip('/')}/{name}" if is_address(place) else str(Path(place) / name)


def opened(place: str) -> "AbstractFileSystem | None":
    """What opens an address; None for a folder of this machine.

    Raises:
        UsageError: nothing that is installed opens it.
    """
    if not is_address(place):
        return None
    import fsspec

    protocol = place.partition("://")[0]
    try:
        return fsspec.filesystem(protocol)
    except (ImportError, ValueError) as error:
        raise UsageError("address-unknown", protocol=protocol, reason=str(error)) from error


def is_dataset(place: str) -> bool:
    """Whether a place is an address, or a folder with the list of subjects of a dataset."""
    if is_address(place):
        return True
    listed = [Path(place) / f"{kind}{_SUFFIX}" for kind in get_args(SubjectKind)]
    parts = (each.with_suffix("") for each in listed)
    return any(map(Path.is_file, listed)) or any(
        next(part.glob(f"*{_SUFFIX}"), None) is not None for part in parts
    )


def find(place: str, vocabulary: Vocabulary) -> Sources:
    """The files of a dataset.

    Raises:
        InputError: it cannot be listed, or has no list of subjects.
        UsageError: nothing that is installed opens the address.
    """
    files = opened(place)
    try:
        names = sorted(_listed(place, files))
    except OSError as error:
        raise InputError(
            "dataset-unreadable", place, reason=error.strerror or str(error)
        ) from error
    known = {sheet.id for sheet in vocabulary.sheets}
    sheets: dict[str, list[str]] = {}
    unused = []
    for name in names:
        parts = PurePosixPath(name).parts
        sheet = parts[0] if len(parts) > 1 else parts[0].removesuffix(_SUFFIX)
        if sheet in known and name.endswith(_SUFFIX):
            sheets.setdefault(sheet, []).append(name)
        else:
            unused.append(name)
    if not sheets.keys() & {sheet.id for sheet in vocabulary.sheets if sheet.kind == "subject"}:
        raise InputError("dataset-empty", place)
    return Sources(place, {k: tuple(v) for k, v in sheets.items()}, tuple(unused), files)


def _listed(place: str, files: "AbstractFileSystem | None") -> Iterable[str]:
    """Every file below a place, by its path there, but those that programs hide."""
    if files is None:
        root = Path(place)
        found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        names = (path.as_posix() for path in found)
    else:
        below = files._strip_protocol(place).rstrip("/") + "/"
        names = (name.removeprefix(below) for name in files.find(place))
    return (name for name in names if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "_")) for part in PurePosixPath(name).parts)
