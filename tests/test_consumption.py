"""One achievement, one award: what awards of a run use up, and where two need the same."""

from dataclasses import replace

import pytest

from engine.consumption import conflicts, uses
from engine.decide import reference
from engine.facts import Dossier, Row, State, Subject, Value
from engine.planning import plan
from engine.provenance import Cell
from tests.packs.small import pack
from tests.worlds import words

NAMES = ("first", "second")


def body(*requirements: str) -> str:
    titles = (
        f"  {name}: {{criteria: {{a: {{require: {each}, consumes: true}}}}}}\n"
        for name, each in zip(NAMES, requirements, strict=True)
    )
    return "titles:\n" + "".join(titles)


def dossier(*kinds: str) -> Dossier:
    rows = tuple(
        Row(
            {"initiative_kind": Value(kind, State.KNOWN)},
            Value(2026, State.KNOWN),
            cells=(Cell("w.xlsx", "S", n, 1, kind),),
        )
        for n, kind in enumerate(kinds, start=2)
    )
    subject = Subject("p", "person", "p", None, {}, {"initiatives": rows})
    return Dossier((subject,), frozenset({"person", "initiatives"}))


ONE = "{count: initiatives, at_least: 1}"
TWO = "{count: initiatives, at_least: 2}"
IDEA = "{count: initiatives, where: {fact: initiative_kind, is: sang_kien}, at_least: 1}"
IDEA_OR_STUDY = (
    "{any: ["
    + IDEA
    + ", {count: initiatives, where: {fact: initiative_kind, is: de_tai}, at_least: 1}]}"
)


@pytest.mark.parametrize(
    ("requirements", "kinds", "clashes"),
    [
        ((ONE, ONE), ["sang_kien"], True),
        ((ONE, ONE), ["sang_kien", "sang_kien"], False),
        ((ONE, TWO), ["sang_kien", "sang_kien"], True),
        ((ONE, TWO), ["sang_kien", "sang_kien", "de_tai"], False),
        ((IDEA, ONE), ["sang_kien", "de_tai"], False),
        ((IDEA, IDEA), ["sang_kien", "de_tai"], True),
        ((IDEA, IDEA_OR_STUDY), ["sang_kien", "de_tai"], False),
        ((IDEA, IDEA_OR_STUDY), ["sang_kien"], True),
        (
            (ONE, "{every: initiatives, satisfies: {fact: initiative_kind, is: sang_kien}}"),
            ["sang_kien"],
            True,
        ),
        ((TWO, ONE), ["sang_kien"], False),  # the first is not deserved at all
    ],
)
def test_two_titles_clash_when_they_cannot_each_have_rows_of_their_own(
    requirements: tuple[str, str], kinds: list[str], clashes: bool
) -> None:
    planned = plan([pack(body(*requirements))], words(), 2026)
    found = conflicts(reference.decide(planned, dossier(*kinds)), planned)
    assert bool(found) is clashes
    for conflict in found:
        assert conflict.titles == ("small/first", "small/second")
        assert conflict.relation == "initiatives"
        assert conflict.rows


def test_what_an_award_uses_up_is_kept() -> None:
    planned = plan([pack(body(ONE, IDEA))], words(), 2026)
    kept = uses(reference.decide(planned, dossier("sang_kien", "de_tai")), planned)
    rows = {use.title: [row.cells[0].ref for row in use.rows] for use in kept}
    assert rows == {"small/first": ["A2", "A3"], "small/second": ["A2"]}


def test_a_conflict_changes_no_conclusion() -> None:
    planned = plan([pack(body(ONE, ONE))], words(), 2026)
    outcomes = [c.outcome.word for c in reference.decide(planned, dossier("sang_kien"))]
    assert outcomes == ["eligible", "eligible"]


def test_without_consumes_nothing_is_used_up() -> None:
    planned = plan([pack(body(ONE, ONE).replace("true", "false"))], words(), 2026)
    conclusions = reference.decide(planned, dossier("sang_kien"))
    assert uses(conclusions, planned) == conflicts(conclusions, planned) == ()


def test_a_title_that_a_rating_alone_earns_uses_nothing_up() -> None:
    either = (
        "{any: [{every: ratings, within: judged_year, satisfies: {fact: grade, is: excellent}}, "
    )
    planned = plan([pack(body(either + ONE + "]}", ONE))], words(), 2026)
    rating = Row({"grade": Value("excellent", State.KNOWN)}, Value(2026, State.KNOWN))
    told = dossier("sang_kien")
    rows = {**told.subjects[0].rows, "ratings": (rating,)}
    told = Dossier((replace(told.subjects[0], rows=rows),), told.covered | {"ratings"})
    conclusions = list(reference.decide(planned, told))
    assert [use.title for use in uses(conclusions, planned)] == ["small/second"]
    assert not conflicts(conclusions, planned)
