from dataclasses import replace
from pathlib import Path

import pytest

from engine.batch.committing import Store
from engine.batch.conducting import Asked, rules_of
from engine.batch.finding import dossiers, root_of
from engine.batch.keys import Options
from engine.batch.reading import docket_of
from engine.batch.running import Tally, Ways
from engine.batch.words import Job, Told
from engine.batch.working import Desk
from engine.cli.batch import _leave
from engine.errors import DisagreementError, ExitCode, InputError
from engine.findings import Outcome
from fixtures.small_school import school, workbook

from .running import records, refusals
from .small import PACK, write_dossiers


def told(desk: Desk, job: Job) -> list[Told]:
    task = list(enumerate(dossiers(job.root)))
    return [word for word in desk.work(task, lambda: False) if isinstance(word, Told)]


def test_only_the_dossier_about_which_two_ways_differ_is_refused(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", Store(tmp_path / "out")
    write_dossiers(folder, 3)
    rules = replace(rules_of(Asked((PACK,), Options(), Ways(1))), digest="0" * 64)
    job = Job(root_of(folder), store, rules)
    store.make()
    assert {each.fate for each in told(Desk(job), job)} == {"decided"}
    (folder / "truong.xlsx").write_bytes(workbook(school()))
    for drawn in docket_of(rules, None).concluder.compared.drawn.values():
        drawn.clear()
    wrong = _Wrong()
    docket_of(rules, None).concluder.compared.drawn[f"{PACK}/dien-hinh-ca-nhan"] = wrong
    write_dossiers(folder, 2, first=3)
    found = told(Desk(job), job)
    assert [each.disagrees for each in found].count(True) == 1
    assert refusals(tmp_path / "out") == {"truong.xlsx": "engines-differ"}
    assert len(records(tmp_path / "out")) == 5
    again = told(Desk(job), job)  # it is told each time, though nothing is tried again
    assert sorted(each.fate for each in again) == [*["kept"] * 5, "kept-in-quarantine"]
    assert [each.disagrees for each in again].count(True) == 1


class _Wrong(dict[tuple[int, ...], Outcome]):
    """A memory of what was inferred that turns "eligible" into its opposite."""

    def __setitem__(self, pattern: tuple[int, ...], outcome: Outcome) -> None:
        is_eligible = outcome is Outcome.ELIGIBLE
        super().__setitem__(pattern, Outcome.NOT_ELIGIBLE if is_eligible else outcome)

    def __ior__(self, other: object) -> "_Wrong":  # type: ignore[misc, override]
        for pattern, outcome in dict(other).items():  # type: ignore[call-overload]
            self[pattern] = outcome
        return self


@pytest.mark.parametrize(
    ("tally", "error", "code"),
    [
        (Tally(2, decided=1, quarantined=1, disagreed=1), DisagreementError, 5),
        (Tally(1, quarantined=1), InputError, 3),
        (Tally(2, decided=1, quarantined=1), None, 0),
    ],
)
def test_the_exit_code_tells_how_it_went(
    tally: Tally, error: type[Exception] | None, code: int
) -> None:
    if error is None:
        _leave(tally, strict=False)
        with pytest.raises(SystemExit) as left:
            _leave(tally, strict=True)
        assert left.value.code == ExitCode.ANSWER_IS_NO
        return
    with pytest.raises(error) as raised:
        _leave(tally, strict=False)
    assert getattr(raised.value, "exit_code") == code  # noqa: B009
