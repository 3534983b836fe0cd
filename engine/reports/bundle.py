"""DataTables for the page, out of the offline bundle that the package itables ships."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_EXPORTS = re.compile(r"export\{([^}]*)\};?")
_EXPORT = re.compile(r"(?P<own>[\w$]+) as (?P<name>\w+)")


@cache
def table_library() -> str:
    """The script of the library, which makes ``DataTable`` known to all that follows it.

    The bundle is a module that exports; a page that loads nothing has nobody to import it.

    Raises:
        LookupError: the bundle is not as this version of the package has it.
    """
    found = find_spec("itables")  # without importing it: it brings pandas along
    if found is None or found.origin is None:
        raise LookupError("itables")
    bundle = Path(found.origin).with_name("html").joinpath("dt_bundle.js")
    script = bundle.read_text(encoding="utf-8")
    exports = list(_EXPORTS.finditer(script))
    if not exports or re.search("</script", script, re.IGNORECASE):
        raise LookupError(str(bundle))
    last = exports[-1]
    names = {each["name"]: each["own"] for each in _EXPORT.finditer(last.group(1))}
    known = f"globalThis.DataTable={names['default']};"
    # "<!--" in a string would begin a comment of the page; with a backslash it is the same string
    return f"{script[: last.start()]}{known}{script[last.end() :]}".replace("<!--", r"<\!--")
