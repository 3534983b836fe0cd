"""How much one spreadsheet file may ask for, and why; knows no format.

Together they keep this process and the one that runs the library below 512 MB for a file of
20 MB, and still let a table of 80,000 rows and 30 columns be read.
"""

MEGABYTE = 1_000_000

FILE = 64 * MEGABYTE
"""Bytes of a file: it is held in memory here, and twice by the library."""

UNPACKED = 1_000 * MEGABYTE
"""Bytes of all parts of a file, unpacked: they pass through in pieces, but each costs time. A
table of 80,000 rows and 30 columns is 120 MB of XML."""

INDEX = 16 * MEGABYTE
"""Bytes of a part that is looked at as a whole: the sheets, the links, the formats of cells."""

ENTRIES = 20_000
"""Parts of a file, and elements of an index; a sheet has two or three."""

CELLS = 8_000_000
"""Cells of the rectangles from A1 to the last filled cell of each sheet: filled or not, each takes
32 bytes in the library and 8 in a row."""

TEXT = 48 * MEGABYTE
"""Bytes of a text file, of which each letter takes two when it is read."""

FILLED = 2_500_000
"""Filled cells of a text or of a .parquet file, which are held as they are: up to 100 bytes
each."""

ROWS = 148 * MEGABYTE
"""Memory for the cells of a file as they are kept: about 40 bytes for a filled one, 110 for a text
that no other cell of its rows has."""

LIBRARY = 320 * MEGABYTE
"""Memory of the process that runs the library: about 100 bytes for a filled cell."""

MARKS = 500_000
"""Formulas without a value, numbers with zeros before them, merged cells: 100 bytes each."""

ROWS_BELOW = 1_000
"""Rows that a merged range may reach below the last filled one."""

DEATHS = 3
"""Sheets of one file that the process of the library may die of, before the rest is left."""


def seconds(size: int) -> int:
    """Wall time for a file of so many bytes: ten times what a slow machine needs.

    >>> seconds(20 * MEGABYTE)
    230
    """
    return 30 + size // 100_000
