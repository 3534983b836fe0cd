"""SOURCES.md and its pack say the same, both ways: what each paragraph became.

A cell ``became`` names what is in the pack: `` `title/criterion` `` and, after it, further
criteria of that title alone; `` `title` (`criterion`, …) ``; `` `criterion` of the others ``;
`` duty `title` ``; `` preference of `title` ``; `` round `id` ``; a parameter or a definition;
or it says why nothing became of the paragraph: ``not judgeable: …``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from engine.pack import Pack
from engine.packs.loading import LoadedPack, load_pack, load_vocabulary, rules_folder
from engine.titles import Criterion
from tests.packs.small import pack

FOLDERS = sorted(path.parent for path in rules_folder().glob("*/pack.yaml"))
VOCABULARY = load_vocabulary()
NOT_JUDGEABLE = "not judgeable"
KEYS = {"applies_to", "in_force", "reasons", "years", "recorded_as"}
"""Keys of a pack that a paragraph can become."""


class Line(NamedTuple):
    """One paragraph of the instrument: its place and what it became."""

    place: str
    became: str


@dataclass
class Named:
    """What SOURCES.md names of a pack, and the words that it does not know."""

    criteria: set[tuple[str, str]] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    preferences: set[str] = field(default_factory=set)
    rounds: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    @property
    def is_something(self) -> bool:
        return bool(self.criteria or self.titles or self.rounds or self.other)


def lines_of(text: str) -> list[Line]:
    """The rows of the tables with three columns: place, what it says, what it became."""
    found: list[Line] = []
    for table in re.findall(r"^(?:\|.*\n?)+", text, re.M):
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()]
        head, _, *cells = ([cell.strip() for cell in row] for row in rows)
        if head == ["place", "says, in short", "became"]:
            found += [Line(place, became) for place, _, became in cells]
    assert found, "no table of what each paragraph became"
    return found


def criteria_of(whole: Pack, title: str) -> dict[str, Criterion]:
    return dict(whole.titles[title].all_criteria()) if title in whole.titles else {}


def named(became: str, whole: Pack) -> Named:
    """What one cell names."""
    found, titles, end = Named(), [], 0
    base = (whole.extends or "").rpartition("/")[2]
    for match in re.finditer(r"`([^`]+)`", became):
        word, between, after = match[1], became[end : match.start()], became[match.end() :]
        end = match.end()
        title, slash, criterion = word.partition("/")
        if slash:
            titles = [title]
            is_there = criterion in criteria_of(whole, title)
            (found.criteria if is_there else found.unknown).add(
                (title, criterion) if is_there else word
            )
        elif between.endswith("round "):
            (found.rounds if word in whole.rounds else found.unknown).add(word)
        elif word in whole.titles:
            follows = between in (", ", " and ") and titles and titles[-1] in found.titles
            titles = [*titles, word] if follows else [word]
            found.titles.add(word)
            if between.endswith("preference of "):
                found.preferences.add(word)
        elif having := _having(word, whole, whole.titles if after.startswith(" of ") else titles):
            found.criteria.update((title, word) for title in having)
        elif word in KEYS | {*whole.parameters, *whole.definitions, base}:
            found.other.add(word)
        else:
            found.unknown.add(word)
    return found


def _having(criterion: str, whole: Pack, titles: Iterable[str]) -> list[str]:
    return [title for title in titles if criterion in criteria_of(whole, title)]


@cache
def read(folder: Path) -> tuple[LoadedPack, list[Line]]:
    """A pack, and the table of its SOURCES.md."""
    text = (folder / "SOURCES.md").read_text(encoding="utf-8")
    return load_pack(str(folder), VOCABULARY), lines_of(text)


def all_named(lines: list[Line], whole: Pack) -> Named:
    """What the table names."""
    total = Named()
    for each in (named(line.became, whole) for line in lines):
        for kind, words in vars(each).items():
            getattr(total, kind).update(words)
    total.titles |= {title for title, _ in total.criteria}
    return total


def own_titles(loaded: LoadedPack) -> list[str]:
    base = loaded.base.pack.titles if loaded.base else {}
    return [title for title in loaded.pack.titles if title not in base]


def own_criteria(loaded: LoadedPack) -> Iterator[tuple[str, str, Criterion]]:
    """The criteria that a pack says itself: those of its titles, and those that it adds."""
    for title in own_titles(loaded):
        for name, criterion in criteria_of(loaded.pack, title).items():
            yield title, name, criterion
    for title, changed in loaded.pack.overrides.titles.items():
        for name, criterion in changed.add.items():
            yield title, name, criterion


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_all_that_the_table_names_is_in_the_pack(folder: Path) -> None:
    loaded, lines = read(folder)
    unknown = {line.place: named(line.became, loaded.pack).unknown for line in lines}
    assert {place: words for place, words in unknown.items() if words} == {}


def test_all_that_is_in_the_pack_is_named(folder: Path) -> None:
    loaded, lines = read(folder)
    found, overrides = all_named(lines, loaded.pack), loaded.pack.overrides
    criteria = {(title, name) for title, name, _ in own_criteria(loaded)}
    criteria |= {(title, name) for title, ch in overrides.titles.items() for name in ch.end}
    assert criteria - found.criteria == set()
    assert {*own_titles(loaded)} - found.titles == set()
    ranked = {title for title in own_titles(loaded) if loaded.pack.titles[title].prefer}
    assert ranked - found.preferences == set()
    rounds = {*loaded.pack.rounds} - ({*loaded.base.pack.rounds} if loaded.base else set())
    assert rounds - found.rounds == set()
    text = (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert {name for name in overrides.parameters if f"`{name}`" not in text} == set()


def test_every_paragraph_became_something_or_is_not_judgeable(folder: Path) -> None:
    loaded, lines = read(folder)
    nothing = [
        line.place
        for line in lines
        if not re.match(rf"{NOT_JUDGEABLE}: \S", line.became)
        and not named(line.became, loaded.pack).is_something
    ]
    assert nothing == []


def test_every_clause_that_a_criterion_cites_is_a_place(folder: Path) -> None:
    loaded, lines = read(folder)
    places = {place for line in lines for place in clauses(line.place)}
    assert {
        f"{title}/{name}": cite
        for title, name, criterion in own_criteria(loaded)
        for cite in re.split(r"; ?", re.sub(r" \([^()]*\)", "", criterion.cite))
        if not is_place(cite, places)
    } == {}


def clauses(text: str) -> Iterator[str]:
    """The clauses of a list; one that names no instrument may be of the first one's."""
    first, *others = re.split(r"[,;] ", text)
    yield first
    for other in others:
        yield from (other, f"{first.rpartition(' ')[0]} {other}".strip())


def is_place(cite: str, places: set[str]) -> bool:
    """Whether each clause of a list is a place of the table, or has one inside it."""
    first, *others = re.split(r", ", cite)
    whose = first.rpartition(" ")[0]
    return is_covered(first, places) and all(
        is_covered(other, places) or is_covered(f"{whose} {other}", places) for other in others
    )


def is_covered(clause: str, places: set[str]) -> bool:
    """Whether a clause has a row, or a part of it has."""
    return any(
        place == clause or place.startswith((f"{clause} ", f"{clause}.")) for place in places
    )


SMALL = """
parameters: {many: {value: 2}}
titles:
  one:
    criteria: {a: {require: {fact: party_member, is: true}}, b: {require: {eligible: two}}}
    prefer: [{text: {vi: v, en: e}, cite: P, most: {count: awards}}]
  two: {criteria: {a: {require: {fact: party_member, is: true}}}}
rounds: {final: {name: {vi: v, en: e}, from: 2024-01-01, to: 2024-01-31, cite: R}}
"""


@pytest.mark.parametrize(
    ("became", "expected"),
    [
        ("`one/a`", Named(criteria={("one", "a")})),
        ("`one/a`, `b`, only where", Named(criteria={("one", "a"), ("one", "b")})),
        ("duty `one` (`a`, `b`)", Named({("one", "a"), ("one", "b")}, {"one"})),
        ("`one`, `two`: `a` and `b`", Named({("one", "a"), ("two", "a"), ("one", "b")},
                                            {"one", "two"})),
        ("`two` (`a`); `one`", Named({("two", "a")}, {"one", "two"})),
        ("`a` of both titles", Named(criteria={("one", "a"), ("two", "a")})),
        ("`one/b` and `a` of the others", Named({("one", "b"), ("one", "a"), ("two", "a")})),
        ("preference of `one`: most awards", Named(titles={"one"}, preferences={"one"})),
        ("round `final`", Named(rounds={"final"})),
        ("`many`, `in_force`", Named(other={"many", "in_force"})),
        ("`two/a`, `b`", Named({("two", "a")}, unknown={"b"})),
        ("`one/c`, `three/a`, `d`, round `a`", Named(unknown={"one/c", "three/a", "d", "a"})),
        ("not judgeable: aims", Named()),
    ],
)  # fmt: skip
def test_a_cell_names_what_it_says(became: str, expected: Named) -> None:
    assert named(became, pack(SMALL)) == expected


def test_a_table_is_read_row_by_row() -> None:
    other = "| a | b |\n| --- | --- |\n| c | `d` |\n"
    head = "| place | says, in short | became |\n| --- | --- | --- |\n"
    text = f"# S\n\n{other}\n{head}| I | a \\| b | `x` |\n\nText\n\n{head}| II | c | `y` |"
    assert lines_of(text) == [Line("I", "`x`"), Line("II", "`y`")]


@pytest.mark.parametrize(
    ("cite", "found"),
    [
        ("II.1", True),
        ("II.1 ¶2", True),
        ("II", True),
        ("II.1 ¶3", False),
        ("I", False),
        ("Law 1 Art.2, Art.3", True),
        ("Law 1 Art.2, II.1", True),
        ("Law 1 Art.2, Art.4", False),
    ],
)
def test_a_clause_is_found_where_it_or_a_part_of_it_has_a_row(cite: str, found: bool) -> None:
    places = ("II.1 ¶2", "III", "Law 1 Art.2.b, Art.3")
    assert is_place(cite, {clause for place in places for clause in clauses(place)}) is found
