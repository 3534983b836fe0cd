"""A record locks every library that has a part in a run, and what these need in turn."""

from engine.proof.libraries import OWN, installed, libraries


def test_what_the_libraries_need_is_locked_too() -> None:
    found = libraries()
    assert list(found) == sorted(found)
    assert found.keys() >= {*OWN, "numpy", "markupsafe", "et-xmlfile", "pydantic-core"}
    assert found["numpy"] == installed("numpy")


def test_what_only_tests_need_is_not_locked() -> None:
    assert not libraries().keys() & {"pytest", "hypothesis", "ruff", "thidua"}


def test_what_is_not_there_has_no_version() -> None:
    assert installed("no-such-library") is None
