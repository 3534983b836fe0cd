"""Prove or refute a finished run: its seal, and every conclusion decided again without columns."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .facts import Reading
from .packs.loading import LoadedPack
from .preparing import check_reading, load_rules, plan_for, read_inputs
from .proof.checking import CONCLUSIONS, Difference, check_seal
from .proof.record import file_record, installed, pack_record
from .proof.sealing import RECORD, file_hash

if TYPE_CHECKING:
    from .evaluation import Evaluation
    from .proof.keys import PublicKey

Record = Mapping[str, Any]
_Key = tuple[str, str, str]  # pack, title, subject


@dataclass(frozen=True, slots=True)
class Verified:
    """What is proven of a run.

    ``decided`` is how many conclusions were decided again, None if that was not possible or not
    asked; ``unproven`` are the codes of what nobody could check; ``stamped`` is a time at which
    the signature was there, None if nobody that is trusted vouches for one.
    """

    differences: tuple[Difference, ...]
    unproven: tuple[str, ...]
    decided: int | None = None
    stamped: datetime | None = None

    @property
    def is_proven(self) -> bool:
        """Whether nothing differs; what is unproven may still do so."""
        return not self.differences


def verify(
    folder: str | Path,
    inputs: str | Path | None = None,
    key: "PublicKey | None" = None,
    rules: Sequence[str] = (),
    roots: bytes | None = None,
) -> Verified:
    """Check the seal of a run and, with its inputs, decide every conclusion again.

    Parameters: ``inputs`` is a folder that holds the files of the dossier, under any names;
    ``rules`` are ids or paths of the packs, where they are not shipped ones; ``roots`` are the
    certificates, in PEM, whose timestamps are trusted.

    Raises:
        UsageError: the folder is not that of a run.
        DisagreementError: the two ways to a verdict that are used here differ.
    """
    folder = Path(folder)
    if not (folder / RECORD).is_file():
        raise UsageError("no-run", folder=str(folder))
    seal = check_seal(folder, key, roots)
    changed = {difference.place for difference in seal.differences}
    seal = replace(seal, differences=(*seal.differences, *_reports(folder, changed)))
    if seal.record is None or inputs is None:
        unproven = () if seal.record is None else ("inputs-not-given",)
        return Verified(seal.differences, (*seal.unproven, *unproven), stamped=seal.stamped)
    again = _again(seal.record, Path(inputs), rules)
    if isinstance(again, Verified):
        differences = (*seal.differences, *again.differences)
        return Verified(differences, (*seal.unproven, *again.unproven), stamped=seal.stamped)
    found = list(_compared(folder, again))
    decided = len(again.answers)
    return Verified((*seal.differences, *found), seal.unproven, decided, seal.stamped)


def _reports(folder: Path, changed: Collection[str]) -> Iterator[Difference]:
    """What the reports say otherwise than the conclusions beside them.

    Of a report that is not as it was sealed that much is told already, and it is not opened.
    """
    from .reports.telling import REPORTS, differing

    path = folder / CONCLUSIONS
    if not path.is_file():
        return
    try:
        told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        lines = {_who(line): str(line["conclusion"]) for line in told}
    except (ValueError, TypeError, KeyError):
        return  # told when the lines are compared
    for name, read in REPORTS.items():
        if name in changed or not (folder / name).is_file():
            continue
        try:
            for title, subject in differing(read(folder / name), lines):
                yield Difference("report-differs", name, {"subject": subject, "title": title})
        except ValueError:
            yield Difference("report-unreadable", name)


def _again(record: Record, inputs: Path, rules: Sequence[str]) -> "Evaluation | Verified":
    """The run as it comes out now; or why it cannot be repeated."""
    vocabulary, packs = load_rules(rules or [pack["id"] for pack in record["packs"]])
    if others := tuple(_other_rules(record, packs)):
        return Verified(others, ("rules-differ",))
    files = _at_hand(record, inputs)
    if isinstance(files, Verified):
        return files
    options, mapping = record["options"], record["mapping"]
    accepted = files.pop(mapping["sha256"]) if mapping else None
    reading = read_inputs(list(files.values()), vocabulary, accepted)
    if read := tuple(_other_inputs(record, reading)):
        return Verified(read, ("inputs-differ",))
    received = date.fromisoformat(options["received"])
    planned = plan_for(packs, vocabulary, options["year"], received, options["simulate"])
    checked = check_reading(planned, packs, vocabulary, reading)

    from .evaluation import evaluate_again

    evaluation = evaluate_again(planned.without_checks, vocabulary, checked)
    return _narrowed(evaluation, options)


def _other_rules(record: Record, packs: Sequence[LoadedPack]) -> Iterator[Difference]:
    from .packs.loading import vocabulary_hash

    if record["vocabulary"]["sha256"] != vocabulary_hash():
        yield Difference("vocabulary-other", RECORD)
    for told, loaded in zip(record["packs"], packs, strict=False):
        if told != pack_record(loaded):
            yield Difference("pack-other", RECORD, {"pack": str(told["id"])})
    if record["program"]["version"] != installed("thidua"):
        yield Difference("program-other", RECORD, {"version": str(record["program"]["version"])})


def _at_hand(record: Record, inputs: Path) -> "dict[str, Path] | Verified":
    """The files of a run by their hashes, as far as they are in a folder."""
    wanted = {each["sha256"]: each["name"] for each in record["inputs"]}
    if record["mapping"]:
        wanted[record["mapping"]["sha256"]] = record["mapping"]["name"]
    there = {file_hash(path): path for path in sorted(inputs.rglob("*")) if path.is_file()}
    missing = [name for digest, name in wanted.items() if digest not in there]
    if missing:
        found = tuple(Difference("input-missing", name) for name in missing)
        return Verified(found, ("inputs-missing",))
    return {digest: there[digest] for digest in wanted}


def _other_inputs(record: Record, reading: Reading) -> Iterator[Difference]:
    told, read = record["inputs"], [file_record(file) for file in reading.inputs]
    for file in told:
        if file not in read:
            yield Difference("input-renamed", file["name"])


def _narrowed(evaluation: "Evaluation", options: Record) -> "Evaluation":
    """As much of the evaluation as the run shows."""
    from .redaction import only_unit, redacted

    if options["only_unit"] is not None:
        evaluation = only_unit(evaluation, options["only_unit"])
    return redacted(evaluation) if options["redact"] else evaluation


def _compared(folder: Path, evaluation: "Evaluation") -> Iterator[Difference]:
    """What the conclusions of a run say otherwise than those that were decided again."""
    from .reports.lines import conclusion_lines

    path = folder / CONCLUSIONS
    if not path.is_file():
        return
    told = path.read_text(encoding="utf-8").splitlines()
    expected = {_who(json.loads(line)): line for line in conclusion_lines(evaluation)}
    for number, line in enumerate(told, start=1):
        yield from _line(f"{CONCLUSIONS}:{number}", line, expected)
    for pack, title, subject in expected:
        details = {"subject": subject, "title": f"{pack}/{title}"}
        yield Difference("conclusion-missing", CONCLUSIONS, details)


def _line(place: str, line: str, expected: dict[_Key, str]) -> Iterator[Difference]:
    """What one line says otherwise; it is taken out of those that are expected."""
    try:
        told = json.loads(line)
        who = _who(told)
    except (ValueError, TypeError, KeyError):
        yield Difference("line-unreadable", place)
        return
    again = expected.pop(who, None)
    details = {"subject": who[2], "title": f"{who[0]}/{who[1]}"}
    if again is None:
        yield Difference("conclusion-added", place, details)
    elif again != line:
        now = json.loads(again)
        fields = [name for name in {**now, **told} if told.get(name) != now.get(name)]
        yield Difference("conclusion-differs", place, {**details, "field": ", ".join(fields)})


def _who(told: Mapping[str, Any]) -> _Key:
    return str(told["pack"]), str(told["title"]), str(told["subject"])
