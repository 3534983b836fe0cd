"""Say what would have to change for a refusal to become eligible, and certify it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ..conditions import Not, Other, walk
from ..decide.proving import prove
from ..decide.reference import Judge
from ..facts import Dossier, Subject
from ..findings import Conclusion, Outcome, Verdict
from ..locale import say
from ..plan import Plan, conditions_of, titles_used
from ..vocabulary import Text, Vocabulary
from .answers import Answer, Repair
from .changes import World, make_eligible, turn
from .distances import distance
from .minimal import Part, PartSet, changes, parts_of
from .remedies import remedy
from .standing import Proofs, Same
from .wording import Wording

MOST_WAYS = 5
"""How many ways out of a refusal are tried."""


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


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways out of a refusal, the cheapest first: what changes, and the world in which it has.

    ``refuted`` is how many seemed to lead out and did not when they were decided again.
    """

    found: tuple[tuple[PartSet, World], ...] = ()
    refuted: int = 0


def repairs(conclusion: Conclusion, ways: Ways, words: list[Wording]) -> tuple[Repair, ...]:
    """The ways out of a refusal in words, those of each language."""
    return tuple(dict.fromkeys(_repair(conclusion, parts, words) for parts, _ in ways.found))


def ways_out(
    conclusion: Conclusion,
    plan: Plan,
    vocabulary: Vocabulary,
    dossier: Dossier,
    known: Proofs | None = None,
) -> Ways:
    """How a refused subject would become eligible.

    Each way is a smallest set of parts that would all have to change, and is there only if
    deciding the changed data again really gives eligible. Of many ways the first ``MOST_WAYS``
    are tried; where each takes too many parts, the cheapest that is known.

    Parameters: ``known`` is what has been proved about the subject.
    """
    if conclusion.outcome is not Outcome.NOT_ELIGIBLE:
        return Ways()
    key = f"{conclusion.pack}/{conclusion.title}"
    near = around(dossier, dossier.by_id[conclusion.subject], asks_others(key, plan))
    world = World(plan, vocabulary, near, proofs=known or Proofs())
    found, refuted = [], 0
    for parts in changes(conclusion)[:MOST_WAYS] or [()]:
        changed = _changed(key, conclusion.subject, parts, world)
        if changed is None:
            continue
        again = Judge(plan, changed.dossier).conclusion(key, conclusion.subject)
        if again.outcome is Outcome.ELIGIBLE:
            found.append((parts or _turned(conclusion, changed), changed))
        else:
            refuted += 1
    return Ways(tuple(sorted(found, key=lambda way: way[1].cost)), refuted)


def _changed(key: str, subject: str, parts: PartSet, world: World) -> World | None:
    """A world in which parts are turned and every criterion seems to be met."""
    turned: World | None = world
    for part in parts:
        turned = turn(part.proof.condition, part.want, subject, turned) if turned else None
    return make_eligible(key, subject, turned) if turned else None


def _turned(conclusion: Conclusion, world: World) -> PartSet:
    """The parts of what fails that are otherwise in another world."""
    scope = world.scope(conclusion.subject)
    return tuple(
        part
        for finding in conclusion.findings
        if finding.verdict is Verdict.NOT_MET
        for part in parts_of(finding)
        if not part.is_so and replace(part, proof=prove(part.proof.condition, scope)).is_so
    )


def _repair(conclusion: Conclusion, parts: PartSet, words: list[Wording]) -> Repair:
    texts = {each.lang: _in_words(conclusion, parts, each) for each in words}
    distances = (distance(part, words) for part in parts)
    return Repair(
        _with(conclusion, Verdict.NOT_MET),
        Text(**texts),
        tuple(each for each in distances if each is not None),
    )


def ways_told(answer: Answer, lang: str) -> list[str]:
    """The ways out of a refusal, numbered where there are several."""
    texts = [repair.text.in_language(lang) for repair in answer.repairs]
    if len(texts) < 2:
        return texts
    numbered = enumerate(texts, start=1)
    return [say(lang, "repair-way", number=str(number), text=text) for number, text in numbered]


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
    return _asks_others(title, Same(plan))


@lru_cache(maxsize=64)
def _asks_others(title: str, plan: Same[Plan]) -> bool:
    planned = plan.thing.title(title)
    asked = (node for condition in conditions_of(planned) for node in walk(condition))
    return any(isinstance(node, Other) for node in asked) or any(
        _asks_others(used, plan) for used in titles_used(planned)
    )


def _in_words(conclusion: Conclusion, parts: PartSet, words: Wording) -> str:
    title = words.plan.title(f"{conclusion.pack}/{conclusion.title}")
    lacking: dict[str, list[str]] = {}
    for part in parts:
        lacking.setdefault(part.criterion, []).append(_lacking(part, words))
    listed = ["; ".join(told) for told in lacking.values()]
    numbered = [f"{number}) {told}" for number, told in enumerate(listed, start=1)]
    together = "; ".join(numbered if len(numbered) > 1 else listed)
    text = words.say("repair-one" if len(listed) == 1 else "repair-all", parts=together)
    open_ = [
        title.criterion(name).text.in_language(words.lang)
        for name in _with(conclusion, Verdict.UNKNOWN)
    ]
    return text + (words.say("repair-open", parts="; ".join(open_)) if open_ else "")


def _lacking(part: Part, words: Wording) -> str:
    """What a part lacks; one that must not be met is told by what is asked instead."""
    if part.want:
        return remedy(part.proof, words)
    return words.say("remedy-needs", part=words.asks(Not(part.proof.condition)))
