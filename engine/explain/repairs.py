"""Say what would have to change for a refusal to become eligible, and certify it."""

from ..decide.reference import Judge
from ..facts import Dossier, Subject
from ..findings import Conclusion, Outcome, Verdict
from ..plan import Plan
from ..vocabulary import Text, Vocabulary
from .answers import Repair
from .changes import World, make_eligible
from .remedies import remedy
from .wording import Wording


def minimal_reason(conclusion: Conclusion) -> tuple[str, ...]:
    """The smallest set of criteria that forces the conclusion, as far as criteria go.

    One criterion that is not met is enough to refuse; eligible rests on all of them, and
    undetermined on those that are unknown.
    """
    match conclusion.outcome:
        case Outcome.NOT_ELIGIBLE:
            return _with(conclusion, Verdict.NOT_MET)[:1]
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
    world = World(plan, vocabulary, around(dossier, dossier.by_id[conclusion.subject]))
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


def around(dossier: Dossier, subject: Subject) -> Dossier:
    """The part of a dossier that a subject's conclusions can depend on."""
    if subject.kind == "person":
        return Dossier((subject,), dossier.covered)
    people = (*dossier.members(subject.id), *dossier.people_without_unit)
    return Dossier((subject, *people), dossier.covered)


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
