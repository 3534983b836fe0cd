"""Check a finished run from the outside in: seal, reports, and every conclusion once more."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DisagreementError, UsageError
from ..preparing import check_reading
from ..proof.checking import Difference, Unproven, check_seal
from ..proof.repeating import (
    AtHand,
    Record,
    Rules,
    at_hand,
    plan_again,
    read_again,
)
from ..proof.sealing import CONCLUSIONS, RECORD
from .comparing import compare, compare_partly, who
from .rewriting import rewritten
from .rules import choose_rules

if TYPE_CHECKING:
    from ..evaluation import Evaluation
    from ..proof.keys import PublicKey


@dataclass(frozen=True, slots=True)
class Verified:
    """What is proven of a run.

    ``decided`` is how many conclusions were decided again and are the same, None if that was not
    possible or not asked; ``unproven`` is what could not be checked; ``stamped`` is a time at
    which the signature was there, None if nobody that is trusted vouches for one.
    """

    differences: tuple[Difference, ...]
    unproven: tuple[Unproven, ...]
    decided: int | None = None
    stamped: datetime | None = None

    @property
    def is_proven(self) -> bool:
        """Whether nothing differs; what is unproven may still do so."""
        return not self.differences

    def and_then(self, other: "Verified") -> "Verified":
        """This, and what was found after it."""
        return replace(
            self,
            differences=(*self.differences, *other.differences),
            unproven=(*self.unproven, *other.unproven),
            decided=other.decided,
        )


def verify(
    folder: str | Path,
    inputs: str | Path | None = None,
    key: "PublicKey | None" = None,
    rules: Sequence[str] = (),
    roots: bytes | None = None,
) -> Verified:
    """Check the seal of a run and, with its inputs, decide every conclusion again.

    Parameters: ``inputs`` is a folder that holds the files of the dossier, under any names, or
    some of them; ``rules`` are ids or paths of the packs that are trusted, in place of the
    shipped ones; ``roots`` are the certificates, in PEM, whose timestamps are trusted.

    Raises:
        UsageError: the folder is not that of a run.
        InputError: an input that the run could read cannot be read here.
        DisagreementError: the two ways to a verdict that are used here differ.
    """
    folder = Path(folder)
    if not (folder / RECORD).is_file():
        raise UsageError("no-run", folder=str(folder))
    seal = check_seal(folder, key, roots)
    sealed = Verified(seal.differences, seal.unproven, stamped=seal.stamped)
    changed = {difference.place for difference in seal.differences}
    told = sealed.and_then(Verified(tuple(_reports(folder, changed)), ()))
    if seal.record is None:
        return told
    if inputs is None:
        return told.and_then(Verified((), (Unproven("inputs-not-given"),)))
    return told.and_then(_decided_again(folder, seal.record, Path(inputs), rules))


def _reports(folder: Path, changed: Collection[str]) -> Iterator[Difference]:
    """What the reports say otherwise than the conclusions beside them.

    Of a report that is not as it was sealed that much is told already, and it is not opened.
    """
    from ..reports.telling import REPORTS, differing

    path = folder / CONCLUSIONS
    if not path.is_file():
        return
    try:
        told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        lines = {who(line): str(line["conclusion"]) for line in told}
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


def _decided_again(folder: Path, record: Record, inputs: Path, names: Sequence[str]) -> Verified:
    """What comes of deciding every conclusion again, as far as the inputs are at hand."""
    found = at_hand(record, [inputs])
    missing = {"names": ", ".join(found.missing)}
    if not found.sources or found.lacks_mapping:
        return Verified((), (Unproven("inputs-missing", details=missing),))
    chosen = choose_rules(folder, record, names)
    if chosen.rules is None:
        return Verified(chosen.differences, chosen.unproven)
    evaluation, disagreeing = _evaluated(record, chosen.rules, found)
    if found.missing:
        same, left, differences = compare_partly(folder, evaluation, found, record)
        counts = {"same": str(same), "left": str(left)}
        unproven = Unproven("inputs-partly", details={**missing, **counts})
        return Verified(differences, (*chosen.unproven, unproven), same)
    found_other = (*compare(folder, evaluation), *disagreeing)
    told = Verified(found_other, chosen.unproven, len(evaluation.answers))
    if told.differences:  # the reports were written from other conclusions
        return told
    if found.unread:  # their problems are in the reports
        unread = Unproven("inputs-unread", details={"names": ", ".join(found.unread)})
        return replace(told, unproven=(*chosen.unproven, unread))
    files, left_out = rewritten(folder, record, evaluation, chosen.rules)
    return replace(told, differences=files, unproven=(*chosen.unproven, *left_out))


def _evaluated(
    record: Record, rules: Rules, found: AtHand
) -> tuple["Evaluation", tuple[Difference, ...]]:
    """The run as it comes out without columns, as much of it as it shows.

    The findings of the columns are put to it, as a run writes them too, if they say the same.
    """
    from ..evaluation import evaluate_again, with_findings
    from ..redaction import only_unit, redacted

    planned = plan_again(record, rules)
    read = read_again(found, rules)
    reading = check_reading(planned, rules.packs, rules.vocabulary, read)
    evaluation = evaluate_again(planned.without_checks, rules.vocabulary, reading)
    differences: tuple[Difference, ...] = ()
    try:
        evaluation = with_findings(evaluation)
    except DisagreementError as error:
        names = ("subject", "title", "criterion")
        details = {name: error.details[name] for name in names}
        differences = (Difference("columns-differ", "findings", details),)
    options = record["options"]
    if options["only_unit"] is not None:
        evaluation = only_unit(evaluation, options["only_unit"])
    return redacted(evaluation) if options["redact"] else evaluation, differences
