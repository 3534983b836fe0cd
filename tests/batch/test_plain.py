"""A dossier's files of results are the same whether its rows are read one by one or by columns.

The first dossier of a task is read row by row, to be decided by the reference as well: so is each
that is given alone.
"""

from pathlib import Path
from random import Random

import pytest

from bench.workbooks import generate
from engine.batch.committing import Store
from engine.batch.conducting import Asked, rules_of
from engine.batch.finding import dossiers, root_of
from engine.batch.keys import Options
from engine.batch.reading import docket_of
from engine.batch.running import Ways
from engine.batch.words import Job, Told
from engine.batch.working import Desk
from engine.decide.frames import Columns
from engine.packs.loading import load_vocabulary
from engine.workbook import assemble, assemble_in_columns, read_inputs
from fixtures.small_school import school, workbook

from .messy import as_workbook, messy
from .running import results
from .small import PACK, write_dossiers

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "workbooks"


def results_of(folder: Path, out: Path, *, is_alone: bool) -> dict[str, bytes]:
    store, root = Store(out), root_of(folder)
    store.make()
    desk = Desk(Job(root, store, rules_of(Asked((PACK,), Options(), Ways(1)))))
    task = list(enumerate(dossiers(root)))
    for given in [[each] for each in task] if is_alone else [task]:
        words = [word for word in desk.work(given, lambda: False) if isinstance(word, Told)]
        assert len(words) == len(given)
    return results(out)


@pytest.fixture(scope="module")
def all_kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossiers")
    write_dossiers(folder, 2)
    generate(folder, 2, people=9, years=3)
    (folder / "a-school.xlsx").write_bytes(workbook(school()))
    for seed in range(3):
        sheets = messy(Random(seed), load_vocabulary())
        as_workbook(sheets, load_vocabulary(), folder / f"messy-{seed}.xlsx")
    return folder


def test_the_results_are_the_same_byte_for_byte(all_kinds: Path, tmp_path: Path) -> None:
    alone = results_of(all_kinds, tmp_path / "alone", is_alone=True)
    together = results_of(all_kinds, tmp_path / "together", is_alone=False)
    assert alone.keys() == together.keys()
    for name, content in alone.items():
        assert together[name] == content, name


@pytest.mark.parametrize("pack", [PACK, "luat-tdkt-2022"])
def test_every_table_of_a_plan_has_the_same_rows(all_kinds: Path, pack: str) -> None:
    rules = rules_of(Asked((pack,), Options(year=2025 if pack == PACK else 2024), Ways(1)))
    docket = docket_of(rules, rules.options.year)
    for path in [*all_kinds.glob("*.xlsx"), *FIXTURES.glob("*.xls*")]:
        inputs = read_inputs([path])
        whole = docket.columns(assemble(inputs, rules.vocabulary).dossier)
        reading, owned = assemble_in_columns(inputs, rules.vocabulary)
        found = docket.columns(reading.dossier, owned)
        assert found.keys() == whole.keys()
        for name, columns in whole.items():
            assert found[name].keys() == columns.keys()
            assert rows(found[name]) == rows(columns), (path.name, name)


def rows(columns: Columns) -> list[str]:
    return sorted(map(repr, zip(*columns.values(), strict=True)))
