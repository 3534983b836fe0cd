"""One evaluation from files to files: the face that programs and the command line use."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import UsageError
from .explain.proof import Explanation
from .explain.wording import Wording
from .packs.loading import LoadedPack
from .plan import Plan
from .planning import plan
from .preparing import check_reading, load_rules, plan_for, read_inputs
from .touching import Checked, judged

if TYPE_CHECKING:
    import pandas as pd

    from .evaluation import Evaluation
    from .proof.keys import SigningKey
    from .whatif import Change

FORMATS = ("xlsx", "html", "docx", "jsonl", "parquet", "annotated")
RECORD = "run.json"


@dataclass(frozen=True)
class Run:
    """A finished evaluation with the packs that it used."""

    evaluation: "Evaluation"
    packs: tuple[LoadedPack, ...]

    @property
    def conclusions(self) -> "pd.DataFrame":
        """One row per subject and title: ids, name, unit, conclusion, status, minimal reason."""
        import pandas as pd

        rows = [
            {
                "subject": answer.subject,
                "kind": answer.kind,
                "name": answer.name,
                "unit": answer.unit,
                "pack": answer.pack,
                "title": answer.title,
                "year": answer.year,
                "conclusion": answer.outcome.word,
                "status": answer.status,
                "minimal_reason": list(answer.minimal_reason),
            }
            for answer in self.evaluation.answers
        ]
        return pd.DataFrame(rows)

    @property
    def year(self) -> int:
        """The judged year."""
        return self.evaluation.plan.year

    def explain(self, subject: str, title: str, lang: str = "vi") -> Explanation:
        """The proof of one conclusion; ``str()`` of it is the text that a council reads.

        Parameters: ``subject`` is an id, ``title`` the id of a title of one of the packs.

        Raises:
            UsageError: there is no such subject or title, or the title is not about it; or the
                run is redacted.
        """
        evaluation = self.evaluation
        if evaluation.shown.is_redacted:
            raise UsageError("shown-in-part")
        for conclusion, answer in zip(evaluation.conclusions, evaluation.answers, strict=True):
            if (answer.subject, answer.title) == (subject, title):
                words = Wording(lang, evaluation.vocabulary, evaluation.plan, answer.pack)
                others = {(f"{c.pack}/{c.title}", c.subject): c for c in evaluation.conclusions}
                return Explanation(conclusion, answer, words, others)
        known = evaluation.subject(subject)
        raise UsageError("nothing-to-explain", subject=known.id, title=title)

    def titles_of(self, subject: str) -> list[str]:
        """Ids of the titles that were decided for a subject.

        Raises:
            UsageError: the dossier has no such subject, or no title is about it.
        """
        known = self.evaluation.subject(subject)
        titles = [a.title for a in self.evaluation.answers if a.subject == known.id]
        if not titles:
            raise UsageError("nothing-to-explain", subject=known.id, title="*")
        return titles

    def suppose(self, subject: str, changes: Sequence[str]) -> "list[Change]":
        """Which conclusions about a subject would change if ``fact=value`` held.

        Raises:
            UsageError: a change names no fact of the subject, or no value of the fact; or the
                run shows only a part of the dossier.
        """
        from .whatif import suppose

        if not self.evaluation.shown.is_whole:
            raise UsageError("shown-in-part")
        return suppose(self.evaluation, subject, changes)

    def only_unit(self, unit: str) -> "Run":
        """This run with nothing but what is about one unit and its members.

        Raises:
            UsageError: the dossier has no such unit; the nearest ids are named.
        """
        from .redaction import only_unit

        return replace(self, evaluation=only_unit(self.evaluation, unit))

    def redacted(self) -> "Run":
        """This run for lists put up in public: initials for names, no birth dates."""
        from .redaction import redacted

        return replace(self, evaluation=redacted(self.evaluation))

    def write(  # noqa: PLR0913  (one parameter per choice)
        self,
        out: str | Path,
        formats: Collection[str] | None = None,
        lang: str = "vi",
        force: bool = False,
        papers: str | Path | None = None,
        key: "SigningKey | None" = None,
        *,
        tsa: str | None = None,
    ) -> Path:
        """Write and seal the run's folder, whole or not at all, and return it.

        Parameters: ``formats`` chooses among ``FORMATS`` (default: all that the run may show);
        the record is always written. ``force`` replaces an earlier run in that place, and
        nothing else. ``papers`` is a folder with templates for the Word papers, in place of
        the shipped ones of the same names. ``key`` signs the record; ``tsa`` is the address of
        an authority that is asked for a timestamp of the signature.

        Raises:
            UsageError: the place is taken, a template is not valid, copies are asked for
                that would show too much, or there is no timestamp.
        """
        from .output import Asked, write_unsealed
        from .proof.sealing import seal
        from .proof.timestamp import stamping
        from .reports.folder import chosen_formats, write_folder

        out = Path(out)
        is_run = (out / RECORD).is_file() or (out.is_dir() and not any(out.iterdir()))
        if out.exists() and not (is_run and (force or not any(out.iterdir()))):
            raise UsageError("run-exists" if is_run else "not-a-run", out=str(out))
        chosen = chosen_formats(self.evaluation, formats, FORMATS)
        stamp = stamping(tsa, key is not None)
        own = Path(papers) if papers else None
        asked = Asked(chosen, lang, own, key is not None, stamp is not None)

        def fill(folder: Path) -> None:
            told, text = write_unsealed(self.evaluation, self.packs, folder, asked)
            seal(folder, told, text, key, stamp)

        write_folder(out, fill)
        return out


def evaluate(
    inputs: Sequence[str | Path],
    rules: Sequence[str],
    year: int | None = None,
    received: date | None = None,
    simulate: bool = False,
    mapping: str | Path | None = None,
) -> Run:
    """Read a dossier, decide every title of the packs for every subject, and explain.

    Parameters: ``inputs`` are workbooks or folders of them, together one dossier; ``rules``
    are ids or paths of packs; ``year`` is the judged year (default: the last of the packs, or
    the latest that the dossier has rows of where an instrument has no last day);
    ``received`` is the day that selects the version of the rules (default: the last day of
    the judged year on which they are in force); ``simulate`` applies rules that nobody has
    confirmed from their instrument, and says so everywhere; ``mapping`` is a file that says how
    sheets and columns are to be read, as ``thidua map`` proposes it.

    Raises:
        InputError: nothing can be read, or the mapping is not valid.
        PackError: a pack is not valid.
        DisagreementError: two ways to a verdict differ.
    """
    from .evaluation import evaluate as evaluate_plan

    vocabulary, packs = load_rules(rules)
    if not any(loaded.pack.decides for loaded in packs):
        raise UsageError("only-checks", packs=", ".join(rules))
    plan_of = partial(plan_for, packs, vocabulary, year, received, simulate)
    early = plan_of() if year is not None else None  # what cannot be planned is told at once
    reading = read_inputs(inputs, vocabulary, mapping)
    planned = early or plan_of(reading.dossier)
    checked = check_reading(planned, packs, vocabulary, reading)
    return Run(evaluate_plan(planned.without_checks, vocabulary, checked), packs)


def check(
    inputs: Sequence[str | Path],
    rules: Sequence[str],
    year: int | None = None,
    received: date | None = None,
    simulate: bool = False,
    mapping: str | Path | None = None,
) -> Checked:
    """Read a dossier and list its problems, those that the checks of the packs find included.

    What each problem touches is decided in one way only, so without the certainty of a run.

    Parameters: as of ``evaluate``.

    Raises:
        InputError: nothing can be read, or the mapping is not valid.
        PackError: a pack is not valid.
    """
    vocabulary, packs = load_rules(rules)
    reading = read_inputs(inputs, vocabulary, mapping)
    planned = plan_for(packs, vocabulary, year, received, simulate, reading.dossier)
    checked = check_reading(planned, packs, vocabulary, reading)
    return judged(checked, planned.without_checks, vocabulary)


def plan_of_form(
    rules: Sequence[str], year: int | None = None, received: date | None = None
) -> Plan:
    """A plan of all that a workbook for these packs should tell, also to their checks.

    Parameters: as of ``evaluate``.

    Raises:
        PackError: a pack is not valid.
    """
    vocabulary, packs = load_rules(rules)
    planned = plan_for(packs, vocabulary, year, received, simulate=False)
    year, day = planned.year, planned.received
    checks = {each.pack.pack: each.pack for pack in packs for each in pack.checks}
    asked = [
        check.counting_years_as(planned.packs[0])
        for name, check in checks.items()
        if name not in {each.pack.pack for each in packs}
        and year in check.years
        and day in check.instrument.in_force
    ]
    return plan([*(each.pack for each in packs), *asked], vocabulary, year, day)
