"""Sort Vietnamese names and texts as a Vietnamese reader expects.

The order is that of ICU's Vietnamese collation, which DuckDB has built in.
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NameKey = tuple[str, str, str]


def text_keys(texts: Iterable[str]) -> dict[str, str]:
    """Sort keys of texts: letters first, then tones, then case, as Vietnamese orders them."""
    distinct = sorted(set(texts))
    with _sorter().cursor() as cursor:
        keyed = cursor.execute(
            "SELECT text, icu_sort_key(text, 'vi') FROM (SELECT unnest(?::VARCHAR[]) AS text)",
            [distinct],
        ).fetchall()
    return dict(keyed)


@cache
def _sorter() -> "DuckDBPyConnection":
    """DuckDB, which takes longer to start than to sort."""
    import duckdb  # heavy; only where something is sorted

    # no extension may be fetched: the collation is part of DuckDB itself
    return duckdb.connect(config={"autoinstall_known_extensions": False})


def name_keys(names: Iterable[str]) -> dict[str, NameKey]:
    """Sort keys of persons' names: the given name, then family and middle names.

    Case does not count before the last of them, so that capitals do not tear a family apart.
    """
    split = {name: _given_and_rest(name) for name in names}
    keys = text_keys([*split, *(part for parts in split.values() for part in parts)])
    return {name: (keys[given], keys[rest], keys[name]) for name, (given, rest) in split.items()}


def _given_and_rest(name: str) -> tuple[str, str]:
    words = normalize("NFC", name).casefold().split()
    return (words[-1], " ".join(words[:-1])) if words else ("", "")
