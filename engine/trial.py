"""Try a new text of a pack out: is it stricter, and who would be judged otherwise by it?

The new text is taken to be in force, whatever it says of that itself.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .contrast import Contrast, Told, contrast
from .contrast.texts import Texts, compare_texts
from .errors import UsageError
from .facts import Reading
from .pack import Pack
from .packs.loading import LoadedPack, load_pack, load_vocabulary
from .plan import Plan
from .planning import plan
from .preparing import plan_for, read_inputs
from .proof.reading import line_of, readable_record
from .proof.record import record
from .proof.repeating import Record, Rules, at_hand, read_again
from .proof.sealing import RECORD
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class When:
    """The judged year, the day of receipt, and whether unconfirmed rules apply; None is unsaid."""

    year: int | None = None
    received: date | None = None
    simulate: bool = False


@dataclass(frozen=True)
class Trial:
    """Two texts of a pack, compared; ``flips`` are the changes in a dossier, if one was given."""

    texts: Texts
    vocabulary: Vocabulary
    flips: Contrast | None = None


def try_rules(
    old: str, new: str, when: When, paths: Sequence[Path] = (), inputs: Path | None = None
) -> Trial:
    """Compare two texts of a pack, and what they make of a dossier.

    Parameters: ``old`` and ``new`` are ids or paths; ``paths`` are workbooks or folders of them,
    or the folder of one finished run, which brings its own days; ``inputs`` is where the inputs
    of that run are looked for, if not beside it or in the working folder.

    Raises:
        PackError: a pack is not valid.
        InputError: nothing can be read.
        UsageError: inputs of the run are not found, or the old text is not in force.
    """
    vocabulary = load_vocabulary()
    before, after = (load_pack(name, vocabulary) for name in (old, new))
    if not paths:
        return Trial(_compared(before, after, vocabulary, when, None), vocabulary)
    is_run = len(paths) == 1 and (paths[0] / RECORD).is_file()
    if is_run:
        when, reading = _of_run(paths[0], inputs, Rules(vocabulary, (before,)), when)
    else:
        reading = read_inputs(paths, vocabulary, None)
    texts = _compared(before, after, vocabulary, when, reading)
    runs = [
        _told(planned, vocabulary, reading, loaded)
        for planned, loaded in ((texts.before, before), (texts.after, after))
    ]
    return Trial(texts, vocabulary, contrast(*runs))


def _of_run(folder: Path, inputs: Path | None, rules: Rules, when: When) -> tuple[When, Reading]:
    """The days of a run, where no others are asked for, and its inputs."""
    told = readable_record(folder)
    found = at_hand(told, [inputs] if inputs else _beside(folder, told))
    if found.missing:
        names = ", ".join(found.missing)
        raise UsageError("inputs-not-found", folder=str(folder), names=names)
    options = told["options"]
    received = when.received or date.fromisoformat(options["received"])
    year = options["year"] if when.year is None else when.year
    simulate = when.simulate or options["simulate"]
    return When(year, received, simulate), read_again(found, rules)


def _beside(folder: Path, told: Record) -> Iterator[Path]:
    """Files that may be inputs of a run: such as lie beside it, or in the working folder."""
    files = [*told["inputs"], *([told["mapping"]] if told["mapping"] else [])]
    kinds = {Path(each["name"]).suffix for each in files}
    for place in (folder.resolve().parent, Path.cwd()):
        yield from (path for path in sorted(place.iterdir()) if path.suffix in kinds)


def _compared(
    before: LoadedPack,
    after: LoadedPack,
    vocabulary: Vocabulary,
    when: When,
    reading: Reading | None,
) -> Texts:
    dossier = reading.dossier if reading else None
    simulate = when.simulate
    was = plan_for([before], vocabulary, when.year, when.received, simulate, dossier)
    pack = _as_if_in_force(after.pack, was)
    now = plan([pack], vocabulary, was.year, _nearest(was.received, after.pack), simulate)
    return compare_texts(was.without_checks, now.without_checks)


def _as_if_in_force(pack: Pack, was: Plan) -> Pack:
    """A pack under the name of the one that it follows; of another period, about that one's."""
    old = was.packs[0]
    years = pack.years if was.year in pack.years else old.years
    return pack.model_copy(update={"pack": old.pack, "years": years})


def _nearest(day: date, pack: Pack) -> date:
    """The day nearest to another on which a pack is in force."""
    period = pack.instrument.in_force
    latest = day if period.to is None else min(day, period.to)
    return max(latest, period.from_)


def _told(planned: Plan, vocabulary: Vocabulary, reading: Reading, loaded: LoadedPack) -> Told:
    from .evaluation import evaluate

    evaluation = evaluate(planned, vocabulary, reading)
    lines = {line.key: line for line in map(line_of, _lines(evaluation))}
    # Of the same dossier, each text on a day of its own: that is no cause.
    told: dict[str, Any] = {**record(evaluation, [loaded], {}), "options": {}}
    return Told(told, lines, planned, vocabulary, reading.dossier)


def _lines(evaluation: "Evaluation") -> Iterator[dict[str, object]]:
    from .reports.lines import conclusion_lines

    return (json.loads(line) for line in conclusion_lines(evaluation))
