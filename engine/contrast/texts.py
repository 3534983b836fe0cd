"""Whether a new text of some rules is stricter than the old one, title by title.

By the texts alone, so for every dossier there may be. A title that only one of them has is
told and makes neither stricter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..conditions import All, AnyOf, Condition, Not
from ..plan import Plan, PlannedCriterion, PlannedTitle
from .implying import Harder

Direction: TypeAlias = Literal["same", "stricter", "looser", "neither", "unclear"]
"""``neither`` is stricter in one criterion and looser in another, ``unclear`` may be any."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A criterion that only one text has, or has otherwise; None is the one without it.

    ``APPLIES`` of ``told`` stands for the question to whom the title applies.
    """

    criterion: str
    direction: Direction
    before: PlannedCriterion | Condition | None
    after: PlannedCriterion | Condition | None


@dataclass(frozen=True, slots=True)
class TitleChange:
    """A title of one or both texts; None is the text without it."""

    before: PlannedTitle | None
    after: PlannedTitle | None
    direction: Direction
    rules: tuple[RuleChange, ...]

    @property
    def title(self) -> PlannedTitle:
        """The title as it is now, or as it was."""
        title = self.after or self.before
        assert title is not None  # one of the two texts has it
        return title


@dataclass(frozen=True)
class Texts:
    """Two texts of the same rules, planned for the same year."""

    before: Plan
    after: Plan
    titles: tuple[TitleChange, ...]

    @property
    def direction(self) -> Direction:
        """Of all titles that both texts have."""
        both = {each.direction for each in self.titles if each.before and each.after}
        return _together(both)


def compare_texts(before: Plan, after: Plan) -> Texts:
    """Compare two plans whose packs have the same names, title by title."""
    was = {title.key: title for title in before.titles}
    found: dict[str, TitleChange] = {}
    harder: set[str] = set()
    easier: set[str] = set()
    for title in after.titles:
        old = was.get(title.key)
        if old is None:
            found[title.key] = TitleChange(None, title, "unclear", ())
            continue
        shown = Harder(frozenset(harder), frozenset(easier))
        change = _title(old, title, shown)
        found[title.key] = change
        if change.direction in ("same", "stricter"):
            harder.add(title.key)
        if change.direction in ("same", "looser"):
            easier.add(title.key)
    gone = [
        TitleChange(title, None, "unclear", ()) for key, title in was.items() if key not in found
    ]
    return Texts(before, after, (*found.values(), *gone))


def _title(old: PlannedTitle, new: PlannedTitle, shown: Harder) -> TitleChange:
    rules = tuple(_rules(old, new, shown))
    whole = _direction(_whole(old), _whole(new), shown)
    if whole == "unclear" and {"stricter", "looser"} <= {rule.direction for rule in rules}:
        whole = "neither"
    return TitleChange(old, new, whole, rules)


def _rules(old: PlannedTitle, new: PlannedTitle, shown: Harder) -> Iterator[RuleChange]:
    asked = old.applies_to, new.applies_to
    applying = _direction(asked[0] or All(()), asked[1] or All(()), shown)
    if asked[0] != asked[1]:
        yield RuleChange("", applying, *asked)
    was, now = ({each.id: each for each in title.criteria} for title in (old, new))
    for name in dict.fromkeys((*was, *now)):
        if name not in now:
            yield RuleChange(name, "looser", was[name], None)
        elif name not in was:
            yield RuleChange(name, "stricter", None, now[name])
        elif (direction := _direction(_asked(was[name]), _asked(now[name]), shown)) != "same":
            yield RuleChange(name, direction, was[name], now[name])


def _asked(criterion: PlannedCriterion) -> Condition:
    """A criterion as one condition: where it is not asked it counts as met."""
    if criterion.when is None:
        return criterion.require
    return AnyOf((Not(criterion.when), criterion.require))


def _whole(title: PlannedTitle) -> Condition:
    applies = [title.applies_to] if title.applies_to else []
    return All((*applies, *map(_asked, title.criteria)))


def _direction(old: Condition, new: Condition, shown: Harder) -> Direction:
    is_harder, is_easier = shown.implies(new, old), shown.turned.implies(old, new)
    if is_harder and is_easier:
        return "same"
    if is_harder:
        return "stricter"
    return "looser" if is_easier else "unclear"


def _together(directions: set[Direction]) -> Direction:
    others = directions - {"same"}
    if not others:
        return "same"
    if others == {"stricter"}:
        return "stricter"
    if others == {"looser"}:
        return "looser"
    return "neither" if others >= {"stricter", "looser"} or "neither" in others else "unclear"
