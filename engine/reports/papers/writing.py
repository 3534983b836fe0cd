"""Fill the Word templates of the papers, or those that an office has in their place.

Knows docxtpl, not what the papers say.
"""

import io
import re
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from ...errors import UsageError
from ...putting import write_whole
from ..files import repacked
from ..view import View
from .content import context

PAPERS = {
    "bien-ban": "report.docx",
    "danh-sach": "papers/danh-sach.docx",
    "to-trinh": "papers/to-trinh.docx",
    "bo-sung-minh-chung": "papers/bo-sung-minh-chung.docx",
    "thong-bao": "papers/thong-bao.docx",
}
"""The papers by the names of their templates, with where each is written."""

LETTERS = frozenset({"bo-sung-minh-chung", "thong-bao"})
"""Those that go to one school or person, and are not put up in public."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_TEMPLATE = (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError, XMLSyntaxError)


def write_papers(view: View, folder: Path, templates: Path | None = None) -> None:
    """Write every paper into the folder of a run.

    Parameters: ``templates`` is a folder with the office's own templates; those that it has not
    are the shipped ones.

    Raises:
        UsageError: the folder has no template, or one that is no Word file, or asks for what
            there is not.
    """
    known = [f"{name}.docx" for name in PAPERS]
    if templates and not any((templates / name).is_file() for name in known):
        raise UsageError("papers-missing", out=str(templates), names=", ".join(known))
    values = _legal(context(view))
    for name, place in PAPERS.items():
        if name in LETTERS and view.evaluation.shown.is_redacted:
            continue
        own = templates / f"{name}.docx" if templates else None
        content = filled(own if own and own.exists() else name, values)
        (folder / place).parent.mkdir(exist_ok=True)
        write_whole(folder / place, content)


def filled(template: str | Path, values: dict[str, Any]) -> bytes:
    """One paper; equal values give equal bytes.

    Parameters: ``template`` is the name of a shipped one, or the path of another.

    Raises:
        UsageError: the template is no Word file, or asks for what there is not.
    """
    try:
        source = template.read_bytes() if isinstance(template, Path) else _shipped(template)
        document = DocxTemplate(io.BytesIO(source))
        # The values are data from spreadsheets, and the template may come from anybody.
        document.render(values, SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
        memory = io.BytesIO()
        document.save(memory)
    except TemplateError as error:
        raise UsageError("paper-tags", out=str(template), reason=str(error)) from error
    except _NO_TEMPLATE as error:
        raise UsageError("paper-unreadable", out=str(template)) from error
    return repacked(memory.getvalue())


def _shipped(name: str) -> bytes:
    return files(__package__).joinpath("templates", f"{name}.docx").read_bytes()


def _legal(part: Any) -> Any:
    """The values without the characters that no Word file may hold."""
    match part:
        case str():
            return _ILLEGAL.sub("", part)
        case dict():
            return {key: _legal(one) for key, one in part.items()}
        case list() | tuple():
            return [_legal(one) for one in part]
        case _:
            return part
