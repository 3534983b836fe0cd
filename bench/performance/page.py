"""The page of figures: what was measured, how, and how it compares, with two plots."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]
Row = tuple[str, str, str, str]

PLOTS = "performance"
"""The folder of the plots, beside the page."""


def rows(found: Figures) -> Iterator[Row]:
    """What, the figure, the bar, and whether it is reached."""
    nation = found["nation"]
    for pack in (name for name in nation if name != "persons"):
        of = nation[pack]
        yield _ratio(f"national run, `{pack}`, against SQL by hand", of["ours"] / of["hand"], 1.5)
        yield _ratio(
            f"national run, `{pack}`, against reading and writing alone",
            of["ours"] / of["floor"],
            6,
        )
        yield _most(f"memory of the national run, `{pack}`", of["ours megabytes"] / 1024, 4, " GB")
    bars = {"zen": 100, "OpenFisca": 10, "durable": 200, "Python": 5}
    for peer in found["peers"]:
        bar = next((bar for name, bar in bars.items() if name in peer["name"]), 1)
        yield _least(f"persons a second against {peer['name']}", peer["ratio"], bar)
    yield _most("exponent of growth of time with rows", found["growth"]["exponent"], 1.05)
    school = found["school"]
    yield _ratio(
        f"one school of {school['people']} people with all reports, against a bare script",
        school["ratio"],
        2,
    )
    yield _ratio("`thidua --help` against importing click", found["starting"]["ratio"], 1.5)
    books = found["workbooks"]
    yield _ratio(
        f"{books['count']:,} workbooks, conclusions only, against python-calamine alone",
        books["ratio"],
        3,
    )
    many = found["dossiers"]
    yield from _over_time(many) if len(many) > 1 else ()
    reasons = found["reasons"]["persons_per_second"]
    good = _met(reasons >= 10_000)
    yield ("reasons as text, persons a second", f"{reasons:,.0f}", "at least 10,000", good)


def _over_time(many: Sequence[Figures]) -> Iterator[Row]:
    """Whether very many dossiers are as quick at the end, and the parent as small."""
    half, last = many[len(many) // 2 - 1], many[-1]
    later = (last["done"] - half["done"]) / (last["seconds"] - half["seconds"])
    yield _least(
        f"speed over the second half of {last['done']:,} dossiers, against the first",
        later / (half["done"] / half["seconds"]),
        0.9,
    )
    yield _ratio(
        f"memory of the parent in the last tenth of {last['done']:,} dossiers, against the first",
        last["parent"] / many[0]["parent"],
        1.1,
    )


def _met(is_met: bool) -> str:
    return "yes" if is_met else "**no**"


def _ratio(what: str, ratio: float, bar: float) -> Row:
    return what, f"{ratio:.2f} ×", f"at most {bar:g} ×", _met(ratio <= bar)


def _most(what: str, figure: float, bar: float, unit: str = "") -> Row:
    return what, f"{figure:.2f}{unit}", f"at most {bar:g}{unit}", _met(figure <= bar)


def _least(what: str, ratio: float, bar: float) -> Row:
    told = f"{ratio:,.1f}" if ratio > 2 else f"{ratio:.2f}"
    return what, f"{told} ×", f"at least {bar:g} ×", _met(ratio >= bar)


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table of Markdown."""
    ruled = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return "\n".join([*ruled, *("| " + " | ".join(line) + " |" for line in lines)])


def page(found: Figures) -> str:
    """The text of the page."""
    parts = [
        "# Performance\n\nWritten by `make bench`; nothing here is typed by hand. Only ratios "
        "mean anything on another machine.",
        "## Against the bars\n\n" + table(("what", "figure", "bar", "reached"), list(rows(found))),
        "## The country\n\n" + _nation(found["nation"]),
        "## Where the time goes\n\n" + _phases(found["nation"]),
        "## Where bars are missed\n\n" + _missed(found),
        "## Peers\n\n" + _peers(found["peers"]),
        "## Growth\n\n" + _growth(found["growth"]),
        "## One school, many schools, one subject\n\n" + _schools(found),
        "## Very many dossiers\n\n" + _dossiers(found["dossiers"]),
        "## A cluster\n\n" + _cluster(found.get("cluster")),
        "## Conditions\n\n" + _conditions(found["conditions"]),
    ]
    return "\n\n".join(parts) + "\n"


def _nation(nation: Figures) -> str:
    lines = []
    for pack in (name for name in nation if name != "persons"):
        of = nation[pack]
        for way, told in (
            ("ours", "thidua: findings, conclusions, inference, comparison, problems"),
            ("hand", "SQL by hand: the same columns"),
            ("floor", "reading the inputs and writing the outputs alone"),
        ):
            lines.append(
                (f"`{pack}`", told, f"{of[way]:.1f}", f"{of[f'{way} megabytes'] / 1024:.1f}")
            )
        compared = sum(number for number, _ in of["equal"].values())
        differ = sum(number for _, number in of["equal"].values())
        told = f"{len(of['equal'])} titles compared with the SQL by hand, finding by finding"
        lines.append((f"`{pack}`", told, f"{compared:,} subjects", f"{differ} differ"))
    head = (
        f"{nation['persons']:,} persons, {nation['persons'] // 32:,} units, eight million yearly "
        "ratings, awards and initiatives, made with a fixed seed. Each way in a process of its "
        "own, medians after one round that warms up."
    )
    return head + "\n\n" + table(("pack", "what", "seconds", "GB at most"), lines)


_PHASES = {
    "sound": "what is wrong with the rows: doubles, strangers, cells that say nothing",
    "decided": "all facts, findings and conclusions, and the distinct patterns",
    "written": "files of Parquet; meanwhile the patterns are inferred and compared",
    "waiting": "the engine waits: queries are compiled, or the last patterns inferred",
}


def _phases(nation: Figures) -> str:
    packs = [name for name in nation if name != "persons"]
    lines = [
        (told, *(f"{nation[pack]['phases'][phase]:.1f}" for pack in packs))
        for phase, told in _PHASES.items()
    ]
    heads = ("seconds of one run", *(f"`{pack}`" for pack in packs))
    return "The SQL by hand asks nothing of the first and the last line.\n\n" + table(heads, lines)


_REASONS = {
    "SQL by hand": "The SQL by hand takes its rows as they are: it asks nothing about doubles, "
    "strangers, years outside service or cells that say nothing, is not compiled from packs, and "
    "draws no second opinion.",
    "zen": "The SQL by hand itself is {hand:,.0f} × as fast as zen-engine: 100 × is more than "
    "DuckDB can on this machine.",
    "durable": "durable-rules alone and the Python loop conclude one title from facts that were "
    "made ready for them; our seconds are those of the whole pack, of its eight titles, with the "
    "files read and all findings written.",
    "workbooks": "python-calamine gives values alone. We read each file in a process of its own, "
    "since files are hostile, look at marks, merged cells, headers in any order and several rows "
    "of one person, keep the place of each cell of which anything is told, and flush results to "
    "the disk dossier by dossier.",
    "one school": "Reports are answers in words with each cell and clause: a workbook, a page, a "
    "copy of the input with remarks, and papers.",
}


def _missed(found: Figures) -> str:
    """Why, of the bars that are missed."""
    missed = [what for what, *_, is_met in rows(found) if "no" in is_met]
    of = found["nation"]["yen-bai-2021-2025"]
    zen = next((peer["rate"] for peer in found["peers"] if "zen" in peer["name"]), 1)
    hand = found["nation"]["persons"] / of["hand"] / zen
    told = [
        f"- {text.format(hand=hand)}"
        for name, text in _REASONS.items()
        if any(name in what for what in missed)
    ]
    return "\n".join(told) or "None is."


def _dossiers(parts: Sequence[Figures]) -> str:
    lines = [
        (
            f"{part['done']:,}",
            f"{part['speed']:.0f}",
            *(f"{part[name]:.0f}" for name in ("parent", "workers", "readers")),
        )
        for part in parts
    ]
    told = (
        f"{parts[-1]['done']:,} small dossiers (three people each) in one batch of two processes; "
        "what processes hold is looked at each second."
    )
    heads = ("dossiers done", "a second, of this part", "MB: parent", "largest worker", "reader")
    return f"{told}\n\n{table(heads, lines)}"


def _peers(peers: Sequence[Figures]) -> str:
    lines = [
        (
            peer["name"],
            f"{peer['persons']:,}",
            f"{peer['rate']:,.0f}",
            f"{peer['ratio']:,.1f} ×",
            f"{peer['compared']:,} compared, {peer['differ']} differ",
            peer["note"],
        )
        for peer in peers
    ]
    heads = ("peer", "persons", "persons a second", "we are faster by", "verdicts", "remarks")
    told = "The same title of the same persons, each peer on as many as it can take in a minute."
    return f"{told}\n\n{table(heads, lines)}\n\n![persons a second]({PLOTS}/peers.svg)"


def _growth(growth: Figures) -> str:
    lines = [(f"{int(rows):,}", f"{taken:.1f}") for rows, taken in growth["seconds"].items()]
    told = f"Seconds grow with the number of persons to the power of {growth['exponent']:.2f}."
    return f"{told}\n\n{table(('persons', 'seconds'), lines)}\n\n![growth]({PLOTS}/growth.svg)"


def _schools(found: Figures) -> str:
    school, books, reasons = found["school"], found["workbooks"], found["reasons"]
    lines = [
        ("one school, all reports", f"{school['evaluate']:.2f} s"),
        ("a script that imports the same, reads and writes as much", f"{school['bare']:.2f} s"),
        (f"{books['count']:,} workbooks, conclusions only", f"{books['ours']:.1f} s"),
        ("python-calamine alone, in as many processes", f"{books['library']:.1f} s"),
        ("one subject explained, the whole process", f"{found['explained']['seconds']:.2f} s"),
        (
            "reasons as text",
            f"{reasons['persons_per_second']:,.0f} persons a second, all titles, both languages",
        ),
        ("`thidua --help`", f"{found['starting']['help']:.3f} s"),
        ("`python -c 'import click'`", f"{found['starting']['click']:.3f} s"),
    ]
    return table(("what", "figure"), lines)


def _cluster(cluster: Figures | None) -> str:
    if not cluster:
        return "Not measured: there was no Spark."
    return (
        f"{cluster['persons']:,} persons on Spark local[2], its start included, and on DuckDB: "
        f"{cluster['spark']:.0f} s and {cluster['duckdb']:.1f} s. All {cluster['rows']:,} rows of "
        "findings and conclusions are the same."
    )


def _conditions(of: Figures) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in of["versions"].items())
    return (
        f"{of['day']}; {of['cpu']}, {of['cores']} cores, {of['gigabytes']} GB; {of['system']}; "
        f"Python {of['python']}; {versions}. Command: `make bench`."
    )


def plots(found: Figures, folder: Path) -> None:
    """Draw growth, and the rates of all peers."""
    import pygal

    folder.mkdir(exist_ok=True)
    growth = found["growth"]["seconds"]
    most = max(map(int, growth))
    chart = pygal.XY(show_legend=False, x_title="thousands of persons", y_title="seconds", **_PLAIN)
    chart.x_labels = [most / 1000 * part / 4 for part in range(5)]
    chart.x_value_formatter = "{:,.0f}".format
    chart.range = (0, 1.1 * max(growth.values()))
    chart.add("", [(int(rows) / 1000, taken) for rows, taken in growth.items()])
    _save(chart, folder / "growth.svg")
    nation = found["nation"]
    ours = nation["persons"] / nation["yen-bai-2021-2025"]["ours"]
    chart = pygal.HorizontalBar(
        logarithmic=True, x_title="persons a second", truncate_legend=-1, print_values=True,
        value_formatter="{:,.0f}".format, range=(100, 1_000_000), zero=100, **_PLAIN,
    )  # fmt: skip
    chart.y_labels = [10**power for power in range(2, 7)]
    for peer in found["peers"]:
        chart.add(peer["name"], round(peer["rate"]))
    chart.add("thidua", round(ours))
    _save(chart, folder / "peers.svg")


_PLAIN: dict[str, Any] = {"js": (), "width": 800, "height": 360, "disable_xml_declaration": True}


def _save(chart: Any, path: Path) -> None:
    """Save a drawing without what is new in each of them."""
    drawn = chart.render(is_unicode=True)
    drawn = re.sub(r"<script.*?</script>", "", drawn, flags=re.DOTALL)
    path.write_text(re.sub(r"chart-[0-9a-f-]{36}", "chart", drawn) + "\n", encoding="utf-8")
