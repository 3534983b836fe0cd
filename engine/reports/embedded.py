"""Put values into the page for its script: compact, and safe wherever they stand."""

import json

from markupsafe import Markup

from ..vocabulary import Text


class Texts:
    """Texts that many rows share, each written once and referred to by its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, text: Text) -> int:
        """The number of a text, in the order in which texts are first needed."""
        return self.number_of(text.vi, text.en)

    def number_of(self, vi: str, en: str) -> int:
        """The same of a text that is told in both languages already."""
        return self._numbers.setdefault((vi, en), len(self._numbers))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every text as (vi, en), by number."""
        return list(self._numbers)


def as_script(content: object) -> Markup:
    """JSON that nothing inside can end early, wherever in a page it stands."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # no sign of markup is left
