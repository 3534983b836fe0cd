"""The house: who may import whom, how long a file is, where a language may stand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "engine"
MODULES = sorted(ENGINE.rglob("*.py"))

# From the top of the house down: a module imports only from lines below its own, or from
# its own line where it is one folder.
LAYERS = (
    ("cli",),
    ("__init__",),
    ("run", "verification", "trial", "batch"),
    ("output",),
    ("reports", "whatif", "proof"),
    ("preparing", "contrast"),
    ("packs.coverage",),
    ("packs.places",),
    ("packs.thresholds",),
    ("packs.scenarios", "packs.schema"),
    ("packs.examples",),
    ("packs.situations",),
    ("packs.loading", "packs.mistakes", "packs.following", "workbook"),
    ("workbook.reading",),
    ("workbook.plain",),
    ("workbook.subjects",),
    ("workbook.shared",),
    ("workbook.guessing",),
    ("workbook.sheets",),
    ("workbook.mapping",),
    ("workbook.cells",),
    ("workbook.spreadsheets",),
    ("workbook.files",),
    ("workbook.flat",),
    ("workbook.letters",),
    ("workbook.grids", "workbook.limits", "workbook.remembering"),
    ("packs.yaml", "packs.nodes"),
    ("redaction",),
    ("hiding",),
    ("veil",),
    ("evaluation", "checking", "form"),
    ("touching",),
    ("grounds",),
    ("explain",),
    ("consumption",),
    ("decide.agreement",),
    ("decide.inference", "decide.columns"),
    ("decide.stages",),
    ("decide.expressions",),
    ("decide.quantities",),
    ("decide.table",),
    ("decide.gathering",),
    ("decide.rows",),
    ("decide.frames", "decide.intervals", "decide.bits"),
    ("decide.asked",),
    ("decide.reference",),
    ("decide.proving",),
    ("decide.measuring", "decide.scope"),
    ("decide.comparing",),
    ("planning",),
    ("plan",),
    ("lowering",),
    ("holding",),
    ("measures",),
    ("selections",),
    ("context",),
    ("inheritance",),
    ("pack",),
    ("titles",),
    ("shapes",),
    ("shaping",),
    ("findings",),
    ("conditions",),
    ("facts",),
    ("vocabulary", "errors"),
    ("codes",),
    ("writing",),
    ("provenance", "locale", "putting", "sameness"),
)

ONLY_IN = {
    "ibis": (
        "decide.stages",
        "decide.expressions",
        "decide.quantities",
        "decide.table",
        "decide.gathering",
        "decide.rows",
        "decide.intervals",
        "decide.bits",
        "batch.concluding",
        "batch.dataset",
        "batch.engines",
        "batch.forms",
        "batch.once",
        "batch.outputs",
        "batch.patterns",
        "batch.pruning",
        "batch.soundness",
        "batch.tables",
        "batch.sheets",
        "batch.values",
        "batch.reasons",
        "batch.spark",
    ),
    "pyspark": ("batch.spark",),
    "py4j": ("batch.spark",),
    "durable": ("decide.inference",),
    "pydantic": ("writing", "vocabulary", "shaping", "shapes", "titles", "pack", "packs"),
    "python_calamine": ("workbook.spreadsheets.isolated",),
    "rapidfuzz": ("workbook.letters.similarity",),
    "pyarrow": (
        "batch.deciding",
        "batch.reading",
        "batch.reasons",
        "batch.writing",
        "decide.columns",
        "decide.frames",
        "proof.columnar",
        "workbook.flat.isolated_arrow",
    ),
    "datafusion": ("proof.columnar",),
    "openpyxl": ("reports",),
    "docxtpl": ("reports.papers",),
    "docx": ("reports.papers",),
    "lxml": ("reports.papers",),
    "ruamel": ("packs.yaml", "packs.nodes"),
    "click": ("cli",),
    "cryptography": ("proof.keys", "proof.timestamp"),
    "rfc3161_client": ("proof.timestamp",),
    "rfc8785": ("proof.canonical",),
    "base45": ("proof.coded",),
    "segno": ("reports.receipt",),
    "filelock": ("proof.journal", "batch.committing"),
    "rich": ("cli",),
    "jinja2": ("reports",),
    "pygal": ("reports.plotting",),
    "fluent": ("locale",),
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ENGINE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def layer_of(name: str) -> int:
    fits = [
        (len(prefix), level)
        for level, prefixes in enumerate(LAYERS)
        for prefix in prefixes
        if name == prefix or name.startswith(f"{prefix}.")
    ]
    assert fits, f"engine/{name} stands in no layer"
    return max(fits)[1]


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Names that a module imports, and whether from inside the engine."""
    package = name_of(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or "", False
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - (node.level - 1)]
            inside = [*base, *((node.module or "").split(".") if node.module else [])]
            for alias in node.names:
                deeper = ENGINE.joinpath(*inside, f"{alias.name}.py")
                whole = [*inside, alias.name] if deeper.exists() else inside
                yield ".".join(whole), True


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    own = name_of(path)
    for imported, inside in imports(path):
        if not inside or not imported or path == ENGINE / "__init__.py":
            continue
        same_folder = imported.split(".")[0] == own.split(".")[0]
        level, below = layer_of(own), layer_of(imported)
        assert level < below or (level == below and same_folder), f"{own} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_known_in_one_place(path: Path) -> None:
    own = name_of(path)
    for imported, inside in imports(path):
        allowed = ONLY_IN.get(imported.split(".")[0])
        if inside or allowed is None:
            continue
        assert any(own == place or own.startswith(f"{place}.") for place in allowed), (
            f"{own} imports {imported}"
        )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nobody_imports_the_public_names_from_inside(path: Path) -> None:
    assert "engine" not in {
        imported.split(".")[0] for imported, inside in imports(path) if not inside
    }


LONG = {
    "conditions": (400, "the whole algebra in one place, mostly fields"),
    "shapes": (450, "one recursive type, which pydantic resolves in one module"),
    "pack": (330, "the whole shape of a pack, mostly fields"),
    "vocabulary": (330, "the whole shape of the dictionary, mostly fields"),
}
"""Modules of more than 300 lines, each with its limit and its reason."""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_fits_in_one_sitting(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONG.get(name_of(path), (300, ""))[0], f"{lines} lines"


VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I
)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rules_and_sentences_stand_in_data(path: Path) -> None:
    assert not VIETNAMESE.search(path.read_text(encoding="utf-8"))


def test_no_pack_is_named_in_the_engine() -> None:
    packs = [path.parent.name for path in ENGINE.parent.glob("rules/*/pack.yaml")]
    assert packs
    for path in MODULES:
        if name_of(path) != "cli.demo":
            text = path.read_text(encoding="utf-8")
            assert not [pack for pack in packs if pack in text], path
