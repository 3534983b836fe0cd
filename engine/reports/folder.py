"""The folder of a run: which files it holds and who writes each."""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from ..errors import UsageError
from ..evaluation import Evaluation
from ..putting import write_whole
from .lines import problem_lines, unused_lines
from .view import View

COPIES = "annotated"


def chosen_formats(
    evaluation: Evaluation, asked: Collection[str] | None, every: Collection[str]
) -> Collection[str]:
    """What is written of a run: no annotated copies where only a part of it may be seen.

    Parameters: ``asked`` is None where nobody chose among ``every`` format.

    Raises:
        UsageError: somebody asks for copies that would show too much.
    """
    whole = evaluation.shown.is_whole
    if not whole and COPIES in (asked or ()):
        raise UsageError("copies-show-all")
    return [each for each in (every if asked is None else asked) if whole or each != COPIES]


def write_folder(out: Path, fill: Callable[[Path], None]) -> None:
    """Put a folder in place once all of it is written; an older one goes only then.

    Parameters: ``fill`` writes into an empty folder; whatever it raises leaves all as it was.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        fill(fresh)
        fresh.chmod(0o755)
        _put_in_place(fresh, out)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _put_in_place(fresh: Path, out: Path) -> None:
    if not out.exists():
        fresh.replace(out)
        return
    old = fresh.with_name(f"{fresh.name}-old")
    out.replace(old)
    fresh.replace(out)
    shutil.rmtree(old)


def write_run(
    evaluation: Evaluation,
    folder: Path,
    formats: Collection[str],
    lang: str,
    papers: Path | None,
    text: bytes,
) -> None:
    """Write every file of a run, but for its record, into an empty folder.

    Parameters: ``papers`` is a folder with the office's own templates of Word papers; ``text``
    is that of the conclusions, which the seal of the run needs too.
    """
    view = View(evaluation)
    if "jsonl" in formats:
        write_whole(folder / "conclusions.jsonl", text)
        _write_quoting_lines(evaluation, folder)
    if "parquet" in formats:
        _write_findings(evaluation, folder / "findings")
    if "xlsx" in formats:
        from .workbook import write_workbook

        write_workbook(view, folder / "report.xlsx", lang)
    if "html" in formats:
        from .page import write_page

        write_page(view, folder / "report.html", lang)
    if "docx" in formats:
        from .papers.writing import write_papers

        write_papers(view, folder, papers)
    if COPIES in formats:
        from .annotated import write_annotated

        write_annotated(evaluation, folder, lang)


def _write_quoting_lines(evaluation: Evaluation, folder: Path) -> None:
    """The files that quote the cells of the dossier, as far as these may be seen."""
    if not evaluation.shown.is_redacted:
        _write_lines(folder / "problems.jsonl", problem_lines(evaluation))
    if evaluation.shown.is_whole:
        _write_lines(folder / "unused.jsonl", unused_lines(evaluation))


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    write_whole(path, "".join(line + "\n" for line in lines).encode())


def _write_findings(evaluation: Evaluation, folder: Path) -> None:
    for key, frame in evaluation.findings.titles.items():
        pack, title = key.split("/")
        (folder / pack).mkdir(parents=True, exist_ok=True)
        frame.to_parquet(folder / pack / f"{title}.parquet", index=False)
