"""Whom rows are about, whatever order they stand in and whoever lacks an id."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.facts import Reading
from engine.workbook import assemble
from engine.workbook.grids import Grid
from engine.workbook.reading import Inputs

from .books import UNITS, VOCABULARY, Lines
from .test_matching import bare

PEOPLE = ["Mã", "Họ và tên", "Ngày sinh", "Đơn vị"]
BAD = [*PEOPLE, "Hình thức kỷ luật", "Năm", "Số quyết định"]
NAMES = ["Lê Thị Hoa", "Le Thi Hoa", "Lê Thị Hòa", "Trần Văn Ba", None]
BIRTHS = ["1/2/1980", "3/4/1985", "1980", None]
PLACES = ["TH01", "TH 01", "Trường THCS Bình Minh", "Trường C", None]

somebody = st.tuples(
    st.sampled_from(["7", "007", "NV1", "NV 2", "nv2", None]),
    st.sampled_from(NAMES),
    st.sampled_from(BIRTHS),
    st.sampled_from(PLACES),
)
crowd = st.lists(somebody, max_size=5)


def made(people: Lines, rows: Lines, order: random.Random | None = None) -> Reading:
    """The dossier of a list of persons and rows about them, each with a decision of its own."""
    lines = {
        "Đơn vị": list(UNITS),
        "Nhân sự": [PEOPLE, *people],
        "Kỷ luật": [BAD, *([*row, "KT", 2024, f"{n}/QĐ"] for n, row in enumerate(rows))],
    }
    names = list(lines)
    if order:
        order.shuffle(names)
        for name in names:
            head, *below = lines[name]
            order.shuffle(below)
            lines[name] = [head, *below]
    grids = tuple(Grid("a.xlsx", name, lines[name], {}) for name in names)
    return assemble(Inputs((), grids, (), {}), VOCABULARY)


def owners(reading: Reading) -> dict[object, list[str]]:
    """Whom each decision is certainly about."""
    found: dict[object, list[str]] = {}
    for subject in reading.dossier.subjects:
        for row in subject.rows.get("discipline", ()):
            if row.certain:
                number = row.value("discipline_decision").scalar
                found.setdefault(number, []).append(subject.id)
    return found


@settings(deadline=None)
@given(crowd, crowd)
def test_a_row_is_certainly_about_one_person_at_most(people: Lines, rows: Lines) -> None:
    assert all(len(ids) == 1 for ids in owners(made(people, rows)).values())


@settings(deadline=None)
@given(crowd, crowd, somebody)
def test_one_more_row_changes_nobody_elses(people: Lines, rows: Lines, more: tuple) -> None:
    before, after = owners(made(people, rows)), owners(made(people, [*rows, more]))
    assert {number: after.get(number) for number in before} == before


@settings(deadline=None)
@given(crowd, crowd, somebody)
def test_one_more_person_gives_no_row_to_anybody_else(
    people: Lines, rows: Lines, more: tuple
) -> None:
    """A row may become uncertain, or certain about the new person, and nothing else."""
    before, after = owners(made(people, rows)), owners(made([*people, more], rows))
    known = {s.id for s in made(people, rows).dossier.subjects}
    for number, ids in after.items():
        assert before.get(number) == ids or not known.issuperset(ids)


@settings(deadline=None)
@given(crowd, crowd, st.integers(0, 99))
def test_the_order_of_sheets_and_rows_changes_no_fact(
    people: Lines, rows: Lines, seed: int
) -> None:
    people = [line for line in people if line[0]]  # others are called by their address
    one, other = made(people, rows), made(people, rows, random.Random(seed))
    assert bare(one.dossier) == bare(other.dossier)


whole = st.tuples(
    st.sampled_from(["Lê Thị Hoa", "Trần Văn Ba"]),
    st.sampled_from(["1/2/1980", "3/4/1985"]),
    st.sampled_from(["TH01", "TH02"]),
)


@settings(deadline=None)
@given(st.lists(whole, unique=True, max_size=6), st.lists(st.integers(0, 5), max_size=6))
def test_without_ids_the_facts_are_the_same_but_for_the_ids(
    people: list[tuple[str, str, str]], about: list[int]
) -> None:
    about = [number for number in about if number < len(people)]
    named = [(f"NV{n}", *person) for n, person in enumerate(people)]
    clean = made(named, [named[n] for n in about])
    untidy = made([(None, *p) for p in people], [(None, *people[n]) for n in about])
    called = {f"Nhân sự!A{n + 2}": f"NV{n}" for n in range(len(people))}
    found = {n: [called[one] for one in ids] for n, ids in owners(untidy).items()}
    assert found == owners(clean)
    assert len(found) == len(about)
