"""Say what would have to change for a refusal to become eligible, and certify it."""

from collections.abc import Iterator

from ..conditions import Other, walk
from ..decide.reference import Judge
from ..facts import Dossier, Subject
from ..findings import Conclusion, Outcome, Verdict
from ..plan import Plan, conditions_of, titles_used
from ..vocabulary import Text, Vocabulary
from .answers import Repair
from .changes import World, make_eligible
from .remedies import remedy
from .wording import Wording


def minimal_reason(conclusion: Conclusion, order: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The smallest set of criteria that forces the conclusion, as far as criteria go.

    One criterion that is not met is enough to refuse: the first in ``order``, else in the
    pack. Eligible rests on all of them, and undetermined on those that are unknown.
    """
    match conclusion.outcome:
        case Outcome.NOT_ELIGIBLE:
            failed = _with(conclusion, Verdict.NOT_MET)
            told_first = [name for name in order if name in failed]
            return (*told_first, *failed)[:1]
        case Outcome.UNDETERMINED:
            return _with(conclusion, Verdict.UNKNOWN)
        case Outcome.ELIGIBLE:
            return _with(conclusion, Verdict.MET)
        case Outcome.NOT_APPLICABLE:
            return ()


def _with(conclusion: Conclusion, verdict: Verdict) -> tuple[str, ...]:
    return tuple(f.criterion for f in conclusion.findings if f.verdict is verdict)


def repairs(
    conclusion: Conclusion, plan: Plan, vocabulary: Vocabulary, dossier: Dossier
) -> tuple[Repair, ...]:
    """The criteria that must all change before the subject becomes eligible, in words.

    Printed only if deciding the changed data again really gives eligible.
    """
    if conclusion.outcome is not Outcome.NOT_ELIGIBLE:
        return ()
    key = f"{conclusion.pack}/{conclusion.title}"
    near = around(dossier, dossier.by_id[conclusion.subject], asks_others(key, plan))
    world = World(plan, vocabulary, near)
    changed = make_eligible(key, conclusion.subject, world)
    if changed is None:
        return ()
    again = Judge(plan, changed.dossier).conclusion(key, conclusion.subject)
    if again.outcome is not Outcome.ELIGIBLE:
        return ()
    texts = {
        lang: _in_words(conclusion, Wording(lang, vocabulary, plan, conclusion.pack))
        for lang in ("vi", "en")
    }
    return (Repair(_with(conclusion, Verdict.NOT_MET), Text(**texts)),)


def around(dossier: Dossier, subject: Subject, with_unit: bool = False) -> Dossier:
    """The part of a dossier that a subject's conclusions can depend on.

    ``with_unit`` takes in the unit of a person, and everybody who belongs to it.
    """
    if subject.kind == "unit":
        return Dossier((subject, *_people_of(dossier, subject.id)), dossier.covered)
    unit = dossier.by_id.get(subject.unit or "") if with_unit else None
    if unit is None:
        return Dossier((subject,), dossier.covered)
    others = (person for person in _people_of(dossier, unit.id) if person.id != subject.id)
    return Dossier((subject, unit, *others), dossier.covered)


def _people_of(dossier: Dossier, unit: str) -> Iterator[Subject]:
    yield from dossier.members(unit)
    yield from dossier.people_without_unit


def asks_others(title: str, plan: Plan) -> bool:
    """Whether a title, or one that it uses, asks something of the unit or of its head."""
    planned = plan.title(title)
    asked = (node for condition in conditions_of(planned) for node in walk(condition))
    return any(isinstance(node, Other) for node in asked) or any(
        asks_others(used, plan) for used in titles_used(planned)
    )


def _in_words(conclusion: Conclusion, words: Wording) -> str:
    title = words.plan.title(f"{conclusion.pack}/{conclusion.title}")
    failing = [f for f in conclusion.findings if f.verdict is Verdict.NOT_MET]
    lacking = [remedy(finding.require, words) for finding in failing]
    numbered = [f"{number}) {part}" for number, part in enumerate(lacking, start=1)]
    parts = "; ".join(numbered if len(numbered) > 1 else lacking)
    text = words.say("repair-one" if len(failing) == 1 else "repair-all", parts=parts)
    open_ = [
        title.criterion(name).text.in_language(words.lang)
        for name in _with(conclusion, Verdict.UNKNOWN)
    ]
    return text + (words.say("repair-open", parts="; ".join(open_)) if open_ else "")
