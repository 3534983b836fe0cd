"""Read damaged workbooks by the thousand: ``python -m tests.workbook.fuzzing --variants 10000``.

Every variant must be read or refused with one line, within time and memory. What is read must
be in the file: where a checksum guards it, it is what was there before the damage, cell by cell;
elsewhere each text and number can be found in the bytes of the variant by looking without a
reader. Prints one JSON object; the same seed gives the same variants.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import InputError
from engine.workbook.grids import Grid, raw_text
from engine.workbook.reading import Inputs, read_inputs

from .damaging import DEEP, SURFACE, inside, spliced
from .looking import Seen
from .measuring import memory

WORKBOOKS = Path(__file__).parent.parent.parent / "fixtures/workbooks"
GUARDED = (".xlsx", ".xlsm", ".xlsb", ".ods", ".zip")  # every part has a checksum
UNSEEN = (".parquet",)  # texts and numbers are packed in ways that only its library knows
NO_VALUES = ("#", "=", "TRUE", "FALSE")
WAYS = ("surface", "inside", "inside", "spliced")
MOST_SECONDS = 60


@dataclass(frozen=True)
class Variant:
    """A damaged file: of what, how, and whether its parts are guarded by their checksums."""

    seed: Path
    damage: str
    content: bytes
    is_guarded: bool


def seeds() -> list[Path]:
    """Small workbooks of every format."""
    found = [
        *WORKBOOKS.glob("libreoffice/sample*.*"), *WORKBOOKS.glob("format-plain.*"),
        *WORKBOOKS.glob("format-days.*"), *WORKBOOKS.glob("format-zip.zip"),
        *sorted(WORKBOOKS.glob("format-csv/*.csv"))[:4], WORKBOOKS / "guard-macros.xlsm",
        *sorted(WORKBOOKS.glob("format-parquet/*.parquet"))[:1], WORKBOOKS / "clean.xlsx",
    ]  # fmt: skip
    return sorted(found)


def variants(number: int, seed: int) -> Iterator[Variant]:
    """Damaged files; each seed in turn."""
    paths = seeds()
    contents = {path: path.read_bytes() for path in paths}
    for index in range(number):
        chance = random.Random(f"{seed}-{index}")  # so that each can be made again alone
        path = paths[index % len(paths)]
        content, is_zip = contents[path], path.suffix in GUARDED
        how = chance.choice(
            ("surface", "inside", "inside", "spliced")
            if is_zip
            else ("deep", "deep", "deep", "spliced")
        )
        if how == "surface":
            yield Variant(path, how, chance.choice(SURFACE)(content, chance), True)
        elif how == "inside":
            yield Variant(path, how, inside(content, chance), False)
        elif how == "deep":
            yield Variant(path, how, chance.choice(DEEP)(content, chance), False)
        else:
            other = chance.choice([other for other in paths if other.suffix == path.suffix])
            yield Variant(path, how, spliced(content, contents[other], chance), False)


def cells(grids: Sequence[Grid]) -> dict[str, list[list[str]]]:
    return {grid.place: [[raw_text(raw) for raw in row] for row in grid.rows] for grid in grids}


def wrong(variant: Variant, inputs: Inputs, before: dict[str, list[list[str]]]) -> Iterator[str]:
    """What was read that cannot be in the file."""
    found = cells(inputs.grids)
    for problem in inputs.problems:
        for lang in ("vi", "en"):
            if "\n" in problem.message(lang) or not problem.help(lang):
                yield f"badly told: {problem.code}"
    if variant.is_guarded:
        yield from (
            f"not as it was: {place}" for place in found if found[place] != before.get(place)
        )
        lost = set(before) - set(found)
        if lost and not inputs.unreadable:
            yield f"lost without a word: {sorted(lost)}"
    elif variant.seed.suffix not in UNSEEN:
        seen = Seen(variant.content, variant.seed.suffix)
        texts = {text for rows in found.values() for row in rows for text in row}
        yield from (
            f"not in the file: {text[:80]!r}"
            for text in sorted(texts)
            if not text.startswith(NO_VALUES) and not seen.has(text)
        )


def main(arguments: Sequence[str]) -> None:
    """Read variants, and print what went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--variants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    before = {path: cells(read_inputs([path]).grids) for path in seeds()}
    with TemporaryDirectory() as folder:
        for index, variant in enumerate(variants(asked.variants, asked.seed)):
            path = Path(folder) / variant.seed.name
            path.write_bytes(variant.content)
            start = time.perf_counter()
            try:
                inputs = read_inputs([path])
                outcomes["read in part" if inputs.unreadable else "read"] += 1
                faults += [
                    f"{index}: {each}" for each in wrong(variant, inputs, before[variant.seed])
                ]
            except InputError as error:
                outcomes[f"refused: {error.code}"] += 1
                faults += [
                    f"{index}: told badly" for lang in ("vi", "en") if "\n" in error.message(lang)
                ]
            except Exception as error:
                faults.append(f"{index}: {type(error).__name__}: {error}")
            slowest = max(slowest, time.perf_counter() - start)
    report = {
        "variants": asked.variants, "outcomes": dict(outcomes.most_common()), "faults": faults,
        "slowest": round(slowest, 2), "memory": memory(),
    }  # fmt: skip
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    raise SystemExit(bool(faults) or slowest > MOST_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1:])
