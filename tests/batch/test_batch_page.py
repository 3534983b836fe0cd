"""The page on a batch writes large numbers as people read them."""

import pytest

from engine.reports.batch_page import batch_page
from engine.reports.batch_view import BatchView, DossierLine


@pytest.mark.parametrize(("lang", "written"), [("vi", "120.000"), ("en", "120,000")])
def test_large_numbers_are_grouped_and_years_are_not(lang: str, written: str) -> None:
    line = DossierLine("truong.xlsx", 2025, 120_000, {}, {}, 0)
    view = BatchView((), (line,), (), {"dossiers": 1, "subjects": 120_000}, 0, False)
    page = batch_page(view, lang)
    assert written in page
    assert ">2025<" in page
