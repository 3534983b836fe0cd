"""The folder of a run: which files it holds and who writes each."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from ..evaluation import Evaluation
from ..packs.loading import LoadedPack
from .files import write_whole
from .lines import conclusion_lines, problem_lines, unused_lines
from .record import record


def write_run(
    evaluation: Evaluation,
    packs: Sequence[LoadedPack],
    folder: Path,
    formats: Collection[str],
    lang: str,
) -> None:
    """Write every file of a run into an empty folder; the record comes last."""
    if "jsonl" in formats:
        _write_lines(folder / "conclusions.jsonl", conclusion_lines(evaluation))
        _write_lines(folder / "problems.jsonl", problem_lines(evaluation))
        _write_lines(folder / "unused.jsonl", unused_lines(evaluation))
    if "parquet" in formats:
        _write_findings(evaluation, folder / "findings")
    if "xlsx" in formats:
        from .workbook import write_workbook

        write_workbook(evaluation, folder / "report.xlsx", lang)
    if "html" in formats:
        from .page import write_page

        write_page(evaluation, folder / "report.html", lang)
    if "annotated" in formats:
        from .annotated import write_annotated

        write_annotated(evaluation, folder, lang)
    write_whole(folder / "run.json", record(evaluation, packs).encode())


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    write_whole(path, "".join(line + "\n" for line in lines).encode())


def _write_findings(evaluation: Evaluation, folder: Path) -> None:
    for key, frame in evaluation.findings.titles.items():
        pack, title = key.split("/")
        (folder / pack).mkdir(parents=True, exist_ok=True)
        frame.to_parquet(folder / pack / f"{title}.parquet", index=False)
