"""Sum up the results of a batch from what was committed, dossier by dossier.

Holds no dossier but the figures of those that are listed.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..packs.loading import LoadedPack
from ..reports.batch_view import BatchView, DossierLine, QuarantineLine, TitleLine
from .committing import REPORTED, WHY, Store, folders

MOST_LISTED = 50_000
"""Dossiers that a report lists; the figures of all of them are in it all the same."""


def summed(store: Store, packs: tuple[LoadedPack, ...], simulated: bool) -> BatchView:
    """The figures of a batch, and the dossiers by their names.

    Raises:
        InputError: the results cannot be read.
    """
    figures = _Figures()
    told = (figures.add(each) for each in _documents(store.dossiers, REPORTED))
    listed = heapq.nsmallest(MOST_LISTED, told, key=lambda line: line.name)
    refused = map(_refused, _documents(store.quarantine, WHY))
    quarantine = heapq.nsmallest(MOST_LISTED, refused, key=lambda line: line.name)
    return BatchView(
        titles=tuple(figures.of_titles(packs)),
        dossiers=tuple(listed),
        quarantine=tuple(quarantine),
        counts=figures.counts,
        quarantined=sum(1 for _ in folders(store.quarantine)),
        is_simulated=simulated,
    )


class _Figures:
    """The sums so far."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._titles: dict[str, Counter[str]] = {}

    def add(self, told: Mapping[str, Any]) -> DossierLine:
        """Count a dossier, and return its own figures."""
        own: Counter[str] = Counter()
        for key, counts in told["conclusions"].items():
            self._titles.setdefault(key, Counter()).update(counts)
            own.update(counts)
        problems, unread = told["problems"], len(told["unread"])
        self.counts.update(dossiers=1, subjects=told["subjects"], unread=unread > 0, **problems)
        return DossierLine(told["dossier"], told["year"], told["subjects"], own, problems, unread)

    def of_titles(self, packs: tuple[LoadedPack, ...]) -> Iterator[TitleLine]:
        """The sums of each title, in the order of the packs."""
        for loaded in packs:
            for name, title in loaded.pack.titles.items():
                counts = self._titles.get(f"{loaded.pack.pack}/{name}")
                if counts is not None:
                    yield TitleLine(f"{loaded.pack.pack}/{name}", title.name, title.kind, counts)


def _refused(told: Mapping[str, Any]) -> QuarantineLine:
    return QuarantineLine(told["dossier"], told["code"], told["message"])


def _documents(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """What is told of each dossier in a folder.

    Raises:
        InputError: something there was not written by a batch.
    """
    for each in folders(folder):
        path = folder / each / name
        try:
            yield json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise InputError("file-unreadable", str(path), reason=type(error).__name__) from error
