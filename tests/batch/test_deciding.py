from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from engine.batch.conducting import Asked, rules_of
from engine.batch.deciding import decide, groups
from engine.batch.finding import dossiers, root_of
from engine.batch.keys import Options, hashed
from engine.batch.reading import Read, Reader
from engine.batch.running import Ways
from engine.batch.words import Rules
from engine.decide import reference
from engine.errors import DisagreementError
from fixtures.small_school import UNIT, school, workbook

from .small import PACK, write_dossiers


@cache
def rules() -> Rules:
    return rules_of(Asked((PACK,), Options(), Ways(1)))


def read_all(folder: Path) -> list[Read]:
    reader = Reader(rules())
    return [
        reader.read(found, f"{number:032}", hashed(found.path), keeps_dossier=True)
        for number, found in enumerate(dossiers(root_of(folder)))
    ]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> list[Read]:
    folder = tmp_path_factory.mktemp("few")
    write_dossiers(folder, 6)
    (folder / "day-du.xlsx").write_bytes(workbook(school()))
    return read_all(folder)


def rows(table: pa.Table) -> list[tuple[str, str, str, str, dict[str, int]]]:
    return [
        (row["pack"], row["title"], row["subject"], row["conclusion"], dict(row["verdicts"]))
        for row in table.to_pylist()
    ]


def by_reference(read: Read) -> list[tuple[str, str, str, str, dict[str, int]]]:
    assert read.dossier
    units = {subject.id: subject.unit or "" for subject in read.dossier.subjects}
    found = reference.decide(read.docket.plan, read.dossier)
    order = sorted(found, key=lambda c: (c.pack, c.title, units[c.subject], c.subject))
    return [
        (c.pack, c.title, c.subject, c.outcome.word,
         {f.criterion: int(f.verdict) for f in c.findings})
        for c in order
    ]  # fmt: skip


def test_dossiers_decided_together_are_what_the_reference_says_of_each(few: list[Read]) -> None:
    for decided in decide(few):
        assert rows(decided.conclusions) == by_reference(decided.read)


def test_it_does_not_matter_with_which_others_a_dossier_is_decided(few: list[Read]) -> None:
    together = [each.conclusions for each in decide(few)]
    apart = [each.conclusions for read in few for each in decide([read])]
    assert [table.to_pylist() for table in together] == [table.to_pylist() for table in apart]


def test_counts_are_those_of_the_rows(few: list[Read]) -> None:
    decided = next(decide(few))
    counts = decided.counts()
    told = rows(decided.conclusions)
    assert sum(number for title in counts.values() for number in title.values()) == len(told)
    for key, title in counts.items():
        for word, number in title.items():
            assert number == sum(f"{row[0]}/{row[1]}" == key and row[3] == word for row in told)


def test_what_the_reference_says_otherwise_is_a_disagreement(few: list[Read]) -> None:
    full, other = few[0], few[1]
    wrong = replace(full, dossier=other.dossier)
    with pytest.raises(DisagreementError):
        list(decide([wrong, other]))


def names(found: Sequence[Sequence[Read]]) -> list[list[str]]:
    return [[read.name for read in group] for group in found]


def test_a_group_has_no_more_subjects_than_may_be(few: list[Read]) -> None:
    found = list(groups(few, most=9))
    assert [name for group in names(found) for name in group] == [read.name for read in few]
    assert all(len(group) == 1 or sum(r.subjects for r in group) <= 9 for group in found)
    assert names(groups(few, most=1000)) == [[read.name for read in few]]


def commended(word: str, unit: str | None) -> bytes:
    """A school whose people's initiatives are commended or not, and who may have no unit."""
    sheets = school()
    header, _, *lines = sheets["Sáng kiến"]  # without the unit's own
    sheets["Sáng kiến"] = [header, *((*line[:6], word, line[7]) for line in lines)]
    sheets["Nhân sự"] = [
        tuple(unit if value == UNIT else value for value in line) for line in sheets["Nhân sự"]
    ]
    return workbook(sheets)


def test_who_has_no_unit_is_no_member_of_another_dossiers_units(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(commended("Không", UNIT))
    (tmp_path / "b.xlsx").write_bytes(commended("x", None))
    tied, untied = read_all(tmp_path)
    found = list(groups([tied, untied, tied], most=1000))
    assert names(found) == [["b.xlsx"], ["a.xlsx", "a.xlsx"]]
    for group in found:
        for decided in decide(group):
            assert rows(decided.conclusions) == by_reference(decided.read)
    with pytest.raises(DisagreementError):  # as it would be beside each other
        list(decide([tied, untied]))
