"""What two runs over one dataset found is compared subject by subject."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.national.comparing import differing


def run(folder: Path, low: list[int | None], subjects: tuple[str, ...] = ("a", "b", "c")) -> Path:
    place = folder / "findings" / "rules" / "title"
    place.mkdir(parents=True)
    pq.write_table(pa.table({"subject": list(subjects), "x.low": low}), place / "part-0.parquet")
    return folder


@pytest.mark.parametrize(
    ("theirs", "differ"),
    [([1, 2, None], 0), ([1, 2, 0], 1), ([1, None, 0], 2)],
    ids=["equal", "a blank is not nought", "two subjects"],
)
def test_subjects_with_any_other_value_are_counted(
    theirs: list[int | None], differ: int, tmp_path: Path
) -> None:
    ours = run(tmp_path / "ours", [1, 2, None])
    other = run(tmp_path / "theirs", theirs)
    assert differing(ours, other, "rules") == {"title": (3, differ)}


def test_a_subject_of_one_run_alone_is_a_mistake(tmp_path: Path) -> None:
    ours = run(tmp_path / "ours", [1, 2, None])
    other = run(tmp_path / "theirs", [1, 2, None], ("a", "b", "d"))
    with pytest.raises(ValueError, match="once only"):
        differing(ours, other, "rules")


def test_another_set_of_columns_is_a_mistake(tmp_path: Path) -> None:
    ours = run(tmp_path / "ours", [1, 2, None])
    place = run(tmp_path / "theirs", [1, 2, None]) / "findings" / "rules" / "title"
    pq.write_table(pa.table({"subject": ["a", "b", "c"]}), place / "part-0.parquet")
    with pytest.raises(ValueError, match=r"x\.low"):
        differing(ours, tmp_path / "theirs", "rules")
