"""Find and read the files of rule packs and the vocabulary, keeping line and column.

The one place that knows where packs live: inside the wheel, else beside ``engine/``.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from ruamel.yaml import YAML

from ..vocabulary import Vocabulary


def rules_folder() -> Path:
    """Folder of the shipped packs."""
    installed = Path(str(files("engine").joinpath("rules")))
    return installed if installed.is_dir() else installed.parent.parent / "rules"


@cache
def load_vocabulary() -> Vocabulary:
    """Read the shipped vocabulary."""
    text = (rules_folder() / "vocabulary.yaml").read_text(encoding="utf-8")
    return Vocabulary.model_validate(YAML(typ="safe", pure=True).load(text))
