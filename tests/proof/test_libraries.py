"""A record locks every library that has a part in a run, and what these need in turn."""

from importlib.metadata import distributions

from packaging.requirements import Requirement

from engine.proof.libraries import _OF_AN_EXTRA, OWN, installed, libraries


def test_what_the_libraries_need_is_locked_too() -> None:
    found = libraries()
    assert list(found) == sorted(found)
    assert found.keys() >= {*OWN, "numpy", "markupsafe", "et-xmlfile", "pydantic-core"}
    assert found["numpy"] == installed("numpy")


def test_what_only_tests_need_is_not_locked() -> None:
    assert not libraries().keys() & {"pytest", "hypothesis", "ruff", "thidua"}


def test_what_is_not_there_has_no_version() -> None:
    assert installed("no-such-library") is None


def test_what_only_an_extra_needs_is_told_without_the_library() -> None:
    """All that is installed says what it needs in ways enough."""
    asked = {each for one in distributions() for each in one.requires or ()}
    asked |= {"one; extra == 'a' or python_version > '3'", "one; python_version > '3'", "one"}
    told = {each for each in asked if _OF_AN_EXTRA.fullmatch(each)}
    markers = {each: Requirement(each).marker for each in asked}
    here = {each for each, at in markers.items() if at is None or at.evaluate({"extra": ""})}
    assert told
    assert not told & here
