"""The other verifier, which shares no code with the program, says the same."""

import importlib.util
import shutil
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from engine.proof.checking import check_seal
from engine.proof.keys import SigningKey, new_key
from engine.run import evaluate
from tests.proof.test_sealing import changed, resealed, turned

ROOT = Path(__file__).parent.parent.parent
VERIFIER = ROOT / "docs/verifier.py"


@pytest.fixture(scope="module")
def verifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verifier", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(scope="module")
def sealed(key: SigningKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = evaluate([ROOT / "fixtures/yen-bai/truong.xlsx"], ["yen-bai-2021-2025"], year=2025)
    return run.write(tmp_path_factory.mktemp("sealed") / "run", ["jsonl", "parquet"], key=key)


def test_it_is_short_and_imports_nothing_of_the_program() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    assert source.count("\n") < 150
    assert "engine" not in source


def test_it_finds_nothing_in_an_untouched_run(
    verifier: ModuleType, sealed: Path, key: SigningKey
) -> None:
    assert verifier.differences(sealed, key.public.as_pem()) == []
    assert verifier.differences(sealed) == []


def test_it_finds_what_the_program_finds(
    verifier: ModuleType, sealed: Path, key: SigningKey, tmp_path: Path
) -> None:
    for number in range(200):
        folder = Path(shutil.copytree(sealed, tmp_path / "run"))
        (name,) = changed(folder, Random(number))
        if (folder / "run.json").is_file():
            found = bool(check_seal(folder, key.public).differences)
            try:
                told = bool(verifier.differences(folder, key.public.as_pem()))
            except (ValueError, KeyError, TypeError, OSError):
                told = True  # what cannot be read is not proven either
            assert told or name == "run.dsse.json", name  # the hint at the key proves nothing
            assert found
        shutil.rmtree(folder)


def test_without_the_key_nobody_passes_it(
    verifier: ModuleType, sealed: Path, key: SigningKey, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(sealed, tmp_path / "run"))
    turned(folder)
    resealed(folder)
    told = verifier.differences(folder, key.public.as_pem())
    assert told == ["run.json: not the record that was signed"]
    assert verifier.differences(folder, new_key().public.as_pem()) == [
        "run.dsse.json: not signed by this key"
    ]
