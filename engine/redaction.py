"""Evaluations that show less: one unit alone, or persons without what tells who they are.

An evaluation goes in and an evaluation comes out; nothing is decided again.
"""

from collections.abc import Iterator
from dataclasses import replace

from .decide.columns import ColumnFindings
from .errors import Problem
from .evaluation import Evaluation
from .facts import Dossier, InputFile, Reading, Subject
from .findings import Conclusion, Finding, Proof
from .grounds import Spot, spot
from .hiding import Secrets, hidden_answer, secrets_of
from .touching import Touched
from .veil import Veil, is_private, veil_of
from .vocabulary import Vocabulary


def only_unit(evaluation: Evaluation, unit: str) -> Evaluation:
    """What an evaluation says about one unit and its members.

    Raises:
        UsageError: the dossier has no such unit; the nearest ids are named.
    """
    kept = evaluation.unit(unit)
    dossier = evaluation.reading.dossier
    ids = {kept.id, *(member.id for member in dossier.members(kept.id))}
    subjects = tuple(subject for subject in dossier.subjects if subject.id in ids)
    pairs = zip(evaluation.conclusions, evaluation.answers, strict=True)
    shown = [(conclusion, answer) for conclusion, answer in pairs if answer.subject in ids]
    problems = list(_problems_of(subjects, evaluation))
    frames = evaluation.findings.titles.items()
    return replace(
        evaluation,
        reading=replace(
            evaluation.reading,
            dossier=Dossier(subjects, dossier.covered),
            problems=tuple(problem for problem, _ in problems),
            unused=(),
        ),
        conclusions=tuple(conclusion for conclusion, _ in shown),
        answers=tuple(answer for _, answer in shown),
        findings=ColumnFindings(
            {key: frame[frame["subject"].isin(ids)].reset_index(drop=True) for key, frame in frames}
        ),
        shown=replace(evaluation.shown, unit=kept.id),
        touched=tuple(touched for _, touched in problems),
    )


def _problems_of(
    subjects: tuple[Subject, ...], evaluation: Evaluation
) -> Iterator[tuple[Problem, Touched]]:
    """Problems that touch conclusions about some subjects, or stand in their cells.

    One whose words name a person of another unit is left to those who may see both.
    """
    ids = {subject.id for subject in subjects}
    own = {place for subject in subjects for place in _places(subject)}
    others = [
        subject
        for subject in evaluation.reading.dossier.subjects
        if subject.id not in ids
        and (subject.kind == "unit" or subject.unit is not None)  # else it may be one of them
    ]
    foreign = {place for subject in others for place in _places(subject)} - own
    names = {f"{other.name} ({other.id})" for other in others if other.kind == "person"}
    for problem, touched in zip(evaluation.reading.problems, evaluation.touches, strict=True):
        kept = tuple(conclusion for conclusion in touched if conclusion.subject in ids)
        is_named = any(detail in names for detail in problem.details.values())
        if not is_named and (kept or any(spot(cell) in own for cell in problem.cells)):
            yield _without_cells(problem, foreign), kept


def _places(subject: Subject) -> Iterator[Spot]:
    """The cells that are about a subject for certain."""
    rows = [row for rows in subject.rows.values() for row in rows if row.certain]
    values = [*subject.facts.values(), *(value for row in rows for value in row.fields.values())]
    for each in (subject.cells, subject.ties, *(row.cells for row in rows)):
        yield from map(spot, each)
    for value in values:
        yield from map(spot, value.cells)


def _without_cells(problem: Problem, foreign: set[Spot]) -> Problem:
    """A problem of many cells without those of others, unless it has no other."""
    kept = [number for number, cell in enumerate(problem.cells) if spot(cell) not in foreign]
    if not kept or len(kept) == len(problem.cells):
        return problem
    cells = tuple(problem.cells[number] for number in kept)
    readings = tuple(problem.readings[number] for number in kept) if problem.readings else ()
    return replace(problem, cells=cells, readings=readings)


def redacted(evaluation: Evaluation) -> Evaluation:
    """An evaluation that may be put up in public: initials for names, and no birth dates.

    Problems and unused content are only counted, since they quote the cells of the dossier.
    A criterion that reads who somebody is keeps its verdict and loses its reason.
    """
    vocabulary = evaluation.vocabulary
    veil = veil_of(evaluation.reading.dossier, vocabulary)
    secrets = secrets_of(evaluation.plan, vocabulary)
    return replace(
        evaluation,
        reading=_reading(evaluation.reading, veil, vocabulary),
        conclusions=_conclusions(evaluation.conclusions, veil),
        answers=tuple(
            hidden_answer(answer, veil, vocabulary, secrets[f"{answer.pack}/{answer.title}"])
            for answer in evaluation.answers
        ),
        findings=_findings(evaluation.findings, veil, secrets),
        shown=replace(evaluation.shown, is_redacted=True),
        touched=tuple(_conclusions(touched, veil) for touched in evaluation.touches),
    )


def _reading(reading: Reading, veil: Veil, vocabulary: Vocabulary) -> Reading:
    """What was read, with problems that have nothing but their codes."""
    subjects = tuple(_subject(each, veil, vocabulary) for each in reading.dossier.subjects)
    return replace(
        reading,
        dossier=Dossier(subjects, reading.dossier.covered),
        problems=tuple(map(_bare, reading.problems)),
        inputs=tuple(_file(file, veil) for file in reading.inputs),
        unused=tuple(map(_bare, reading.unused)),
        unreadable=tuple(map(_bare, reading.unreadable)),
        sheets=(),
        mapping=_file(reading.mapping, veil) if reading.mapping else None,
    )


def _bare(problem: Problem) -> Problem:
    return replace(problem, cells=(), details={}, place="", told={}, readings=())


def _file(file: InputFile, veil: Veil) -> InputFile:
    """An input under its name, which may be that of a person."""
    return replace(file, name=veil.text(file.name))


def _subject(subject: Subject, veil: Veil, vocabulary: Vocabulary) -> Subject:
    """A person by initials, a unit by its name, with the facts that may be seen."""
    told = {
        name: veil.value(value)
        for name, value in subject.facts.items()
        if not is_private(name, subject.kind, vocabulary)
    }
    shown = veil.name(subject.name, subject.kind)
    return Subject(veil.id(subject.id), subject.kind, shown, subject.unit, told)


def _conclusions(conclusions: tuple[Conclusion, ...], veil: Veil) -> tuple[Conclusion, ...]:
    """Verdicts and what was asked, without what was found."""
    return tuple(
        replace(
            conclusion,
            subject=veil.id(conclusion.subject),
            findings=tuple(map(_unproven, conclusion.findings)),
            applies=conclusion.applies and _asked(conclusion.applies),
            preferences=(),
        )
        for conclusion in conclusions
    )


def _unproven(finding: Finding) -> Finding:
    when = finding.when and _asked(finding.when)
    return replace(finding, require=_asked(finding.require), when=when)


def _asked(proof: Proof) -> Proof:
    return Proof(proof.condition, proof.verdict)


def _findings(findings: ColumnFindings, veil: Veil, secrets: Secrets) -> ColumnFindings:
    """Verdicts and measures, without measures of what must not be seen."""
    frames = {}
    for key, frame in findings.titles.items():
        shown = frame.assign(subject=frame["subject"].map(veil.id))
        for name in shown.columns:
            if any(name.startswith(f"{secret}.") for secret in secrets[key]):
                shown[name] = shown[name].where(shown.index < 0)  # empty, of the same type
        frames[key] = shown
    return ColumnFindings(frames)
