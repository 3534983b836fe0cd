"""The document that rules are taken from is called what it is, or just a document."""

import pytest

from engine.reports.phrases import instrument_kind


@pytest.mark.parametrize(
    ("kind", "vi", "en"),
    [
        ("decree", "Nghị định", "Decree"),
        ("guideline", "Hướng dẫn", "Guideline"),
        ("other", "Văn bản", "Instrument"),
        ("a-kind-that-nobody-knows", "Văn bản", "Instrument"),
    ],
)
def test_a_kind_that_nobody_knows_is_a_document(kind: str, vi: str, en: str) -> None:
    assert (instrument_kind(kind, "vi"), instrument_kind(kind, "en")) == (vi, en)
