"""The folder of a run as a Process Run Crate 0.5 (RO-Crate 1.1), for archives and catalogues.

Says nothing that the record of the run does not say, and so nothing of any person.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..locale import say
from ..packs.loading import PACK_FILE, VOCABULARY
from .canonical import canonical
from .rules import RULES
from .sealing import ENVELOPE, RECORD, SALT, TIMESTAMP

CRATE = "ro-crate-metadata.json"

_CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "http://schema.org/sha256"}]
_STANDARD = "https://w3id.org/ro/crate/1.1"
_PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_ROOT, _RUN, _NO_LICENSE = "./", "#run", "#license"

_OFFICE = "application/vnd.openxmlformats-officedocument"
_FORMATS = {
    ".csv": "text/csv",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".tsr": "application/timestamp-reply",
    ".txt": "text/plain",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".yaml": "application/yaml",
}
_UNKNOWN = "application/octet-stream"

Entity = dict[str, Any]


def write_crate(
    folder: Path, record: Mapping[str, Any], is_signed: bool, is_stamped: bool = False
) -> None:
    """Describe the folder of a run that is written but for its seal.

    Parameters: ``record`` is what the seal will have; ``is_signed`` and ``is_stamped`` say
    whether a signature and a timestamp of it will be there too.

    Raises:
        OSError: the folder cannot be written.
    """
    seals = ((RECORD, True), (SALT, True), (ENVELOPE, is_signed), (TIMESTAMP, is_stamped))
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    names = there | {name for name, is_there in seals if is_there}
    (folder / CRATE).write_bytes(crate(record, sorted(names)))


def crate(record: Mapping[str, Any], names: Sequence[str]) -> bytes:
    """The description of a run, as the bytes of ``ro-crate-metadata.json``.

    No clock is read: the only day in it is that of the receipt of the dossier.

    Parameters: ``record`` is that of the run, ``names`` the paths of all files of its folder
    but the description itself.
    """
    given = [*_used(record, names), *_options(record)]
    known = {each["@id"] for each in given}
    files = [each for each in map(_file, names) if each["@id"] not in known]
    graph = [*_head(record, names), _action(record, given, files), *given, *files]
    return canonical({"@context": _CONTEXT, "@graph": graph})


def _head(record: Mapping[str, Any], names: Iterable[str]) -> Iterator[Entity]:
    """The description itself, the folder, and what these refer to."""
    lang, year = _lang(record), str(record["options"]["year"])
    yield _entity(CRATE, "CreativeWork", about=_to(_ROOT), conformsTo=_to(_STANDARD))
    yield _entity(
        _ROOT,
        "Dataset",
        name=say(lang, "crate-name", year=year),
        description=say(lang, "crate-about"),
        datePublished=record["options"]["received"],
        license=_to(_NO_LICENSE),
        conformsTo=_to(_PROFILE),
        hasPart=[_to(_path(name)) for name in names],
        mentions=_to(_RUN),
    )
    yield _entity(_PROFILE, "CreativeWork", name="Process Run Crate", version="0.5")
    yield _entity(
        _NO_LICENSE,
        "CreativeWork",
        name=say(lang, "crate-license"),
        description=say(lang, "crate-license-about"),
    )
    yield _program(record)


def _program(record: Mapping[str, Any]) -> Entity:
    program = record["program"]
    version = {} if program["version"] is None else {"softwareVersion": program["version"]}
    return _entity(_program_id(record), "SoftwareApplication", name=program["name"], **version)


def _program_id(record: Mapping[str, Any]) -> str:
    return f"urn:thidua:program:{quote(record['program']['version'] or 'unknown')}"


def _action(record: Mapping[str, Any], given: Iterable[Entity], files: Iterable[Entity]) -> Entity:
    """The run; who ran it is not known, so it has no agent."""
    lang = _lang(record)
    return _entity(
        _RUN,
        "CreateAction",
        name=say(lang, "crate-run"),
        description=say(lang, "crate-run-about"),
        endTime=record["options"]["received"],
        actionStatus="http://schema.org/CompletedActionStatus",
        instrument=_to(_program_id(record)),
        object=[_to(each["@id"]) for each in given],
        result=[_to(each["@id"]) for each in files],
    )


def _used(record: Mapping[str, Any], names: Sequence[str]) -> Iterator[Entity]:
    """Inputs, mapping, packs and vocabulary, each once; those in the folder are its files."""
    mapping = record["mapping"]
    by_digest: dict[str, set[str]] = {}
    for file in (*record["inputs"], *([mapping] if mapping else [])):
        by_digest.setdefault(file["sha256"], set()).add(file["name"])
    for digest, called in by_digest.items():
        yield _outside(digest, *sorted(called))
    packs = {pack["id"]: pack for pack in _all_packs(record["packs"])}
    for name, pack in packs.items():
        yield _rules(f"{RULES}/{name}/{PACK_FILE}", names, name, pack)
    yield _rules(f"{RULES}/{VOCABULARY}", names, VOCABULARY, record["vocabulary"])


def _all_packs(packs: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for pack in packs:
        yield pack
        below = [pack["extends"]] if "extends" in pack else []
        yield from _all_packs((*below, *pack.get("checks", ())))


def _rules(path: str, names: Sequence[str], called: str, told: Mapping[str, Any]) -> Entity:
    entity = _file(path) if path in names else _outside(told["sha256"], called)
    version = {"version": told["version"]} if "version" in told else {}
    return {**entity, "name": called, "sha256": told["sha256"], **version}


def _options(record: Mapping[str, Any]) -> Iterator[Entity]:
    for name, value in sorted(record["options"].items()):
        if value is not None:
            is_plain = isinstance(value, str | int)
            told = value if is_plain else canonical(value).decode()
            yield _entity(f"#option-{quote(name)}", "PropertyValue", name=name, value=told)


def _file(name: str) -> Entity:
    kind = _FORMATS.get(Path(name).suffix.lower(), _UNKNOWN)
    return _entity(_path(name), "File", name=name, encodingFormat=kind)


def _outside(digest: str, *called: str) -> Entity:
    """What is not in the folder, by its content alone (RFC 6920)."""
    value = base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")
    name = called[0] if len(called) == 1 else list(called)
    return _entity(f"ni:///sha-256;{value}", "CreativeWork", name=name, sha256=digest)


def _path(name: str) -> str:
    """A path in the folder as a reference (RFC 3986)."""
    return quote(name, safe="/")


def _entity(place: str, kind: str, **told: Any) -> Entity:
    return {"@id": place, "@type": kind, **told}


def _to(place: str) -> dict[str, str]:
    return {"@id": place}


def _lang(record: Mapping[str, Any]) -> str:
    return str(record["options"]["lang"])
