"""The report on a dataset's run: its figures, told as those of many dossiers are."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..errors import Problem
from ..packs.loading import LoadedPack
from ..reports.batch_view import BatchView, TitleLine

if TYPE_CHECKING:
    from .dataset import Decided, Planned


def overview(decided: "Decided", rules: "Planned") -> BatchView:
    """The figures of a dataset's run."""
    lines = tuple(_lines(decided.counts, rules.packs))
    # Each title of a kind is about all its subjects.
    subjects = {line.kind: sum(line.counts.values()) for line in lines}
    return BatchView(
        titles=lines,
        dossiers=(),
        quarantine=(),
        counts={"subjects": sum(subjects.values()), **_severities(decided.problems)},
        quarantined=0,
        is_simulated=rules.plan.simulated,
    )


def _lines(
    counts: Mapping[str, Mapping[str, int]], packs: tuple[LoadedPack, ...]
) -> Iterator[TitleLine]:
    for loaded in packs:
        for name, title in loaded.pack.titles.items():
            key = f"{loaded.pack.pack}/{name}"
            if key in counts:
                yield TitleLine(key, title.name, title.kind, counts[key])


def _severities(problems: tuple[Problem, ...]) -> Mapping[str, int]:
    return Counter(problem.severity.value for problem in problems)


def reports(decided: "Decided", rules: "Planned", lang: str) -> Iterator[tuple[str, bytes]]:
    """The report as a page and as a workbook, by their names."""
    from ..reports.batch_book import batch_workbook
    from ..reports.batch_page import batch_page

    view = overview(decided, rules)
    yield "report.html", batch_page(view, lang).encode()
    yield "report.xlsx", batch_workbook(view, lang)
