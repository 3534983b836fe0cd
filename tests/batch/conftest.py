from collections.abc import Iterator

import pytest

from .running import Warm, warmed


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    with warmed() as started:
        yield started
