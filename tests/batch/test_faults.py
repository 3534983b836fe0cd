import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bench.plain_xlsx import Sheet, write
from engine.batch.committing import Store

from .running import Warm, records, refusals, results, wait_for
from .small import sheets, write_dossiers

KILLS, KILLED = 50, 300
DOSSIERS, FEW = 80, 12
INPUT, USAGE = 3, 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossiers")
    write_dossiers(folder, DOSSIERS)
    return folder


@pytest.fixture(scope="module")
def undisturbed(warm: Warm, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert warm.run(folder, out) == 0
    return out


@pytest.fixture
def few(tmp_path: Path) -> Path:
    write_dossiers(tmp_path / "few", FEW)
    return tmp_path / "few"


def kill_after(warm: Warm, folder: Path, out: Path, seconds: float) -> bool:
    """Kill a batch with all its processes; tell whether it was still at work."""
    number = warm.start(folder, out)
    time.sleep(seconds)
    with suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)
    return warm.wait() == -signal.SIGKILL


def test_batches_killed_at_fifty_moments_end_as_one_that_nobody_disturbed(
    warm: Warm, tmp_path: Path
) -> None:
    folder, undisturbed = tmp_path / "in", tmp_path / "undisturbed"
    write_dossiers(folder, KILLED)
    start = time.monotonic()
    assert warm.run(folder, undisturbed) == 0
    whole = time.monotonic() - start
    rng, killed, outs, grown = random.Random(8), 0, [], 0

    def moment() -> float:  # each fifth while results are committed, which is late
        return rng.uniform(0, whole / 4) if killed % 5 else rng.uniform(whole / 2, whole)

    while killed < KILLS:
        outs.append(tmp_path / f"out-{len(outs)}")
        there: set[str] = set()
        while killed < KILLS and kill_after(warm, folder, outs[-1], moment()):
            now = set(results(outs[-1]))
            assert there <= now  # nothing that was committed is lost
            killed, grown, there = killed + 1, grown + (there < now), now
    assert grown >= 1  # some were killed between two commits, not only before the first
    for out in outs:
        assert warm.run(folder, out) == 0
        assert results(out) == results(undisturbed)
        assert not Store(out).drafts.exists()


def test_every_dossier_is_judged_once(undisturbed: Path) -> None:
    assert len(records(undisturbed)) == DOSSIERS


def test_processes_that_have_lived_their_lives_are_replaced(
    warm: Warm, few: Path, tmp_path: Path
) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    assert warm.run(few, out, life=4) == 0
    assert warm.run(few, again) == 0
    assert len(records(out)) == FEW
    assert results(out) == results(again)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_is_asked_to_stop_keeps_what_it_has_read(
    warm: Warm, folder: Path, undisturbed: Path, tmp_path: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out"
    leader = warm.start(folder, out)
    wait_for(lambda: any(out.glob("dossiers/*")))
    os.killpg(leader, number)
    assert warm.wait() == 128 + number
    before = results(out)
    assert before.items() <= results(undisturbed).items()
    assert 0 < len(records(out)) < DOSSIERS
    assert warm.run(folder, out) == 0
    assert results(out) == results(undisturbed)


def test_the_processes_of_a_dead_batch_die(warm: Warm, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    leader = warm.start(folder, out)
    wait_for(lambda: any(out.glob("dossiers/*")))
    os.kill(leader, signal.SIGKILL)
    assert warm.wait() == -signal.SIGKILL
    wait_for(lambda: not is_group(leader))


def is_group(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_second_batch_on_the_same_results_is_refused(
    warm: Warm, folder: Path, undisturbed: Path, tmp_path: Path
) -> None:
    from .running import thidua
    from .small import PACK

    out = tmp_path / "out"
    leader = warm.start(folder, out)
    wait_for((out / "batch.json").exists)
    os.killpg(leader, signal.SIGSTOP)  # at work for as long as the other one needs
    second = thidua("batch", folder, "--rules", PACK, "--out", out, "--lang", "en")
    told = second.communicate()
    os.killpg(leader, signal.SIGCONT)
    assert second.returncode == USAGE
    assert "another batch is writing here" in told[1]
    assert warm.wait() == 0
    assert results(out) == results(undisturbed)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)]
    if os.name != "posix" or not shutil.which("mount"):
        pytest.skip("no tmpfs on this system")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_ends_the_batch_with_whole_results(
    warm: Warm, folder: Path, undisturbed: Path, small_disk: Path
) -> None:
    out = small_disk / "out"
    assert warm.run(folder, out) == INPUT
    left = results(out)
    assert 0 < len(left) < len(results(undisturbed))
    assert left.items() <= results(undisturbed).items()
    assert len(left) == 3 * len(records(out))
    assert not Store(out).drafts.exists()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert warm.run(folder, out) == 0
    assert results(out) == results(undisturbed)


def test_a_disk_that_takes_no_whole_file_ends_the_batch(
    warm: Warm, few: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert warm.run(few, out, limits={"RLIMIT_FSIZE": 3000}) == INPUT
    assert results(out) == {}
    assert warm.run(few, out) == 0
    assert len(records(out)) == FEW


def test_a_file_that_vanishes_is_told_and_tried_again(
    warm: Warm, few: Path, tmp_path: Path
) -> None:
    out, last = tmp_path / "out", max(few.glob("*.xlsx"))
    content = last.read_bytes()
    leader = warm.start(few, out, jobs=1)
    wait_for(lambda: any(out.glob("dossiers/*")))
    os.killpg(leader, signal.SIGSTOP)
    last.unlink()
    os.killpg(leader, signal.SIGCONT)
    assert warm.wait() == 0
    assert refusals(out) == {last.name: "file-missing"}
    assert len(records(out)) == FEW - 1
    last.write_bytes(content)
    assert warm.run(few, out) == 0
    assert refusals(out) == {}
    assert len(records(out)) == FEW


def test_a_folder_that_vanishes_ends_the_batch_and_puts_nothing_into_quarantine(
    warm: Warm, folder: Path, undisturbed: Path, tmp_path: Path
) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    leader = warm.start(folder, out)
    wait_for(lambda: any(out.glob("dossiers/*")))
    os.killpg(leader, signal.SIGSTOP)
    folder.rename(elsewhere)
    os.killpg(leader, signal.SIGCONT)
    assert warm.wait() == INPUT
    elsewhere.rename(folder)
    assert refusals(out) == {}
    assert 0 < len(records(out)) < DOSSIERS
    assert warm.run(folder, out) == 0
    assert results(out) == results(undisturbed)


def test_a_dossier_that_ends_its_process_stops_no_other(
    warm: Warm, few: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    heavy(few / "nang.xlsx")
    assert warm.run(few, out, limits={"RLIMIT_CPU": 2}) == 0
    assert refusals(out) == {"nang.xlsx": "batch-crash"}
    assert len(records(out)) == FEW
    kept = results(out)
    assert warm.run(few, out) == 0  # it is not tried again
    assert results(out) == kept


def heavy(path: Path) -> None:
    """A workbook that takes many seconds to be read."""
    unit, (header, *people) = sheets(0)[0], sheets(0)[1].rows
    rows = [[f"{number}", *person[1:]] for number in range(20_000) for person in people]
    write(path, [unit, Sheet("Nhân sự", [header, *rows])])


def test_a_process_that_hangs_is_ended_and_stops_no_other(
    warm: Warm, few: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    leader = warm.start(few, out, patience=10)
    children = Path(f"/proc/{leader}/task/{leader}/children")
    if not children.exists():
        pytest.skip("this system does not tell the children of a process")
    wait_for(lambda: len(children.read_text().split()) == 2)
    os.kill(int(children.read_text().split()[0]), signal.SIGSTOP)
    assert warm.wait() == 0
    assert set(refusals(out).values()) <= {"batch-too-slow"}
    assert len(refusals(out)) <= 1  # what it was at, if it was at one
    assert len(records(out)) + len(refusals(out)) == FEW
