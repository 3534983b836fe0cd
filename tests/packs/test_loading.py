"""A mistake in a pack is told with its file, line and column, and the nearest known name."""

from pathlib import Path

import pytest

from engine.errors import PackError
from engine.packs.loading import load_pack, load_vocabulary, rules_folder
from tests.worlds import PACK

TEXT = (rules_folder() / PACK / "pack.yaml").read_text(encoding="utf-8")
FAMILY = "require: {fact: family_culture, is: true}"


def failing(tmp_path: Path, text: str) -> PackError:
    (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(str(tmp_path), load_vocabulary())
    return caught.value


@pytest.mark.parametrize(
    ("before", "after", "code", "said"),
    [
        (FAMILY, "require: {fact: family_cultur, is: true}", "unknown-fact", "family_culture"),
        (FAMILY, "require: {fact: family_culture, is: 3}", "wrong-type", "boolean"),
        (FAMILY, "require: {fact: family_culture, at_least: true}", "not-ordered", "at_least"),
        (FAMILY, "require: {fact: role, is: teachr}", "unknown-value", "teacher"),
        (FAMILY, "require: {meets: leadr}", "unknown-definition", "leader"),
        (FAMILY, "require: {none: disciplin, within: period}", "unknown-relation", "discipline"),
        (FAMILY, "require: {attested: dynamic, by: head}", "wrong-body", "council"),
        (FAMILY, "require: {eligible: dien-hinh}", "unknown-title", "dien-hinh-ca-nhan"),
        (FAMILY, "require: {eligible: linh-vuc-giao-duc-ca-nhan}", "title-cycle", "→"),
        (FAMILY, "require: {count: ratings, at_least: 1}", "window-missing", "within"),
        (FAMILY, "require: {count: awards, at_least: $man}", "unknown-parameter", "many"),
        (FAMILY, "require: {fact: family_culture}", "shape", "exactly one"),
        (FAMILY, "require: {facts: family_culture}", "shape", "expected one condition"),
        (FAMILY, "require: {fact: family_culture, is: true, is: false}", "yaml", "duplicate"),
        (FAMILY, "require: {fact: family_culture, is: true", "yaml", "expected"),
        (
            "years: {axis: calendar, from: 2021",
            "years: {axis: calendar, from: 2031",
            "shape",
            "ends",
        ),
        ("      family-culture:", "      outcome:", "shape", "outcome"),
    ],
)
def test_a_mistake_is_told_where_it_is(
    tmp_path: Path, before: str, after: str, code: str, said: str
) -> None:
    assert TEXT.count(before) == 1
    error = failing(tmp_path, TEXT.replace(before, after))
    assert error.code == code
    assert error.where.startswith("pack.yaml:")
    assert said in str(error)


def test_the_place_is_the_line_and_column_of_the_mistake(tmp_path: Path) -> None:
    error = failing(tmp_path, TEXT.replace("fact: family_culture", "fact: family_cultur"))
    lines = TEXT.splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "fact: family_culture" in text)
    column = lines[line - 1].index("fact:") + 1
    assert error.where == f"pack.yaml:{line}:{column}"


def test_a_definition_that_uses_itself_is_told(tmp_path: Path) -> None:
    text = TEXT.replace(
        "condition: {not: {fact: unit_kind, is: office}}", "condition: {meets: school}"
    )
    assert failing(tmp_path, text).code == "definition-cycle"


def test_a_pack_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(PackError, match=PACK):
        load_pack("yen-bai-2021-2026", load_vocabulary())


def test_all_mistakes_of_shape_are_told_at_once(tmp_path: Path) -> None:
    text = TEXT.replace(FAMILY, "require: {fact: family_culture}").replace(
        "version: 1.0.0", "versio: 1.0.0"
    )
    error = failing(tmp_path, text)
    assert len([str(error), *getattr(error, "__notes__", [])]) >= 3
