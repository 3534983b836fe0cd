"""Know a large value by itself, so that what follows from it need be worked out only once.

To compare two packs or vocabularies would cost more than is saved; knows nothing of what they are.
"""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A value that never changes; equal only to the very same one."""

    __slots__ = ("one",)

    def __init__(self, one: T) -> None:
        self.one = one

    def __hash__(self) -> int:
        return id(self.one)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.one is self.one
