"""A large value is known by itself."""

from engine.sameness import Same


def test_equal_values_are_not_the_same() -> None:
    one, other = ["pack"], ["pack"]
    assert Same(one) == Same(one)
    assert hash(Same(one)) == hash(Same(one))
    assert Same(one) != Same(other)
    assert Same(one) != one


def test_a_value_stays_as_long_as_something_is_known_by_it() -> None:
    known = {Same(["pack"]): "plan"}
    others = [Same(["pack"]) for _ in range(1000)]
    assert not any(other in known for other in others)
