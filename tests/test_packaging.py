"""The wheel works in an empty environment: packs, catalogues and the example travel inside."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


def test_nothing_but_the_engine_lands_in_site_packages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"engine"}
    assert "engine/rules/vocabulary.yaml" in names
    assert "engine/fixtures/yen-bai/truong.xlsx" in names
    assert "engine/py.typed" in names
    assert "engine/workbook/letters/alphabets.json" in names
    assert "engine/reports/papers/templates/bien-ban.docx" in names


def test_the_installed_program_judges_its_example(wheel: Path, tmp_path: Path) -> None:
    """Installed beside the libraries that the tests use, away from the checkout."""
    place = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(place)]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    program = f"import sys; sys.path.insert(0, {str(place)!r})\nfrom engine.cli import main\n"
    check = "import engine; assert engine.__file__.startswith(sys.path[0])\n"
    for arguments in (["rules", "test"], ["demo", "--out", "shown"]):
        done = subprocess.run(
            [sys.executable, "-I", "-c", f"{program}{check}main({arguments!r})"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "shown" / "report.html").is_file()
