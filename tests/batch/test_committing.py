from pathlib import Path

import pytest

from engine.batch.committing import Ready, Store, locked
from engine.errors import InputError, UsageError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "out")
    store.make()
    return store


def ready(store: Store, key: str, **files: bytes) -> Ready:
    return Ready(store.results(key), files)


def test_results_stand_whole_under_their_key(store: Store) -> None:
    store.commit([ready(store, "1", a=b"x", b=b"y"), ready(store, "2", a=b"z")])
    assert {p.name: p.read_bytes() for p in store.results("1").iterdir()} == {"a": b"x", "b": b"y"}
    assert store.results("2").exists()
    assert list(store.drafts.iterdir()) == []


def test_what_is_there_stays(store: Store) -> None:
    store.commit([ready(store, "1", a=b"first")])
    store.commit([ready(store, "1", a=b"second")])
    assert (store.results("1") / "a").read_bytes() == b"first"
    assert list(store.drafts.iterdir()) == []


def test_what_cannot_be_written_leaves_nothing(store: Store) -> None:
    with pytest.raises(InputError, match="cannot write the results"):
        store.commit([ready(store, "1", a=b"x"), ready(store, "2", **{"no/folder": b"y"})])
    assert list(store.dossiers.iterdir()) == []
    assert list(store.drafts.iterdir()) == []


def test_drafts_of_dead_batches_are_removed(store: Store) -> None:
    (store.drafts / "half").mkdir()
    (store.drafts / "half" / "a").write_bytes(b"x")
    store.make()
    assert list(store.drafts.iterdir()) == []


def test_results_that_were_replaced_can_be_taken_back(store: Store) -> None:
    store.commit([ready(store, "1", a=b"x")])
    store.replace("1")
    assert not store.results("1").exists()
    assert store.restore("1")
    assert (store.results("1") / "a").read_bytes() == b"x"
    assert not store.restore("1")


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "a" * 300, "phong/x\x00y", "…"])
def test_a_refusal_lies_in_quarantine_whatever_the_dossier_is_called(
    store: Store, name: str
) -> None:
    place = store.refusal(name, "0123456789abcdef" * 2)
    assert place.parent == store.quarantine
    assert place.name.endswith("-0123456789ab")
    place.mkdir()


def test_a_place_that_is_in_use_is_refused(store: Store) -> None:
    with locked(store), pytest.raises(UsageError, match="another batch"), locked(store):
        pass


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot write"), locked(Store(tmp_path / "file" / "out")):
        pass
