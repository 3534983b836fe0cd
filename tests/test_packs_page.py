"""The page for authors of packs says what is true: its packs, conditions and messages."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel, TypeAdapter

from engine import pack as packs
from engine import shapes
from engine.context import Context
from engine.errors import PackError
from engine.lowering import lower
from engine.packs import examples, scenarios, situations
from engine.packs.loading import load_pack, load_vocabulary
from engine.packs.yaml import parse_yaml
from engine.planning import plan
from engine.shapes import CONDITIONS, ConditionShape
from engine.vocabulary import SubjectKind

PAGE = (Path(__file__).parent.parent / "docs/packs.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", re.M)
RECEIVED = date(2026, 6, 15)
CONDITION: TypeAdapter[Any] = TypeAdapter(ConditionShape)


class Block(NamedTuple):
    """A fenced block: its language, the words behind it, its text and its line on the page."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int

    @property
    def raw(self) -> Any:
        return parse_yaml(self.text.encode(), "packs.md")


def blocks(language: str, *words: str) -> list[Block]:
    """The blocks of a language whose words begin with these."""
    found = (
        Block(m[1], tuple(m[2].split()), m[3], PAGE.count("\n", 0, m.start()) + 1)
        for m in FENCED.finditer(PAGE)
    )
    return [each for each in found if each[0] == language and each.words[: len(words)] == words]


def conditions() -> Iterator[tuple[int, SubjectKind, Any]]:
    """Each example of a condition: the line of its block, whom it is about, the condition."""
    for block in blocks("yaml", "condition"):
        kind: SubjectKind = "unit" if block.words[1] == "unit" else "person"
        for raw in block.raw if isinstance(block.raw, list) else [block.raw]:
            yield block.line, kind, raw


EXAMPLES = list(conditions())


def deeply(one: Any, other: Any) -> Any:
    """Two mappings as one, key by key."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return other
    return {**one, **{key: deeply(one.get(key), value) for key, value in other.items()}}


@cache
def small() -> packs.Pack:
    """The first whole pack of the page."""
    return packs.Pack.model_validate(blocks("yaml", "pack")[0].raw)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The packs of the page, each in a folder of its id, with their scenarios."""
    for block in blocks("yaml", "pack"):
        made = tmp_path / block.raw["pack"]
        made.mkdir()
        (made / "pack.yaml").write_text(block.text, encoding="utf-8")
    for block in blocks("yaml", "scenarios"):
        path = tmp_path / block.words[1] / scenarios.SCENARIO_FILE
        path.write_text(block.text, encoding="utf-8")
    return tmp_path


def keys(raw: Any) -> Iterator[str]:
    """Every key in a file, however deep."""
    for each in raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ():
        yield from keys(each)
    if isinstance(raw, dict):
        yield from map(str, raw)


def inside(shape: object) -> Iterator[BaseModel]:
    """A shape and every other that it is made of."""
    if isinstance(shape, tuple):
        for each in shape:
            yield from inside(each)
    elif isinstance(shape, BaseModel):
        yield shape
        for name in type(shape).model_fields:
            yield from inside(getattr(shape, name))


def models() -> list[type[BaseModel]]:
    """Every mapping that a pack or a file of scenarios may have."""
    modules = (packs, shapes, examples, situations)
    found = (each for module in modules for each in vars(module).values())
    models = (each for each in found if isinstance(each, type) and issubclass(each, BaseModel))
    named = {module.__name__ for module in modules}
    return list(dict.fromkeys(each for each in models if each.__module__ in named))


def test_every_block_says_what_it_is() -> None:
    said = {block.words[0] for block in blocks("yaml")}
    assert said == {"pack", "part", "condition", "scenarios"}
    assert {block.words for block in blocks("yaml", "condition")} == {
        ("condition", "person"),
        ("condition", "unit"),
    }


@pytest.mark.parametrize("block", blocks("yaml", "pack"), ids=lambda block: block.raw["pack"])
def test_the_packs_are_valid(block: Block, folder: Path) -> None:
    name = block.raw["pack"]
    assert load_pack(str(folder / name), load_vocabulary()).pack.pack == name


@pytest.mark.parametrize("part", blocks("yaml", "part"), ids=lambda part: str(part.line))
def test_the_parts_fit_the_pack(part: Block) -> None:
    whole = deeply(blocks("yaml", "pack")[0].raw, part.raw)
    for year, received in ((2022, None), (2025, date(2026, 9, 15)), (2027, None)):
        plan([packs.Pack.model_validate(whole)], load_vocabulary(), year, received)


@pytest.mark.parametrize(("line", "kind", "raw"), EXAMPLES)
def test_the_conditions_can_be_asked(line: int, kind: SubjectKind, raw: Any) -> None:
    shape = CONDITION.validate_python(raw)
    context = Context(small(), load_vocabulary(), 2025, RECEIVED, kind, packs=(small(),))
    assert lower(shape, context)


def test_the_scenarios_hold(folder: Path) -> None:
    for block in blocks("yaml", "scenarios"):
        loaded = load_pack(str(folder / block.words[1]), load_vocabulary())
        file = scenarios.load_scenarios(loaded)
        cases = list(scenarios.cases(file, loaded, load_vocabulary()))
        assert cases
        found = [d for case in cases for d in scenarios.differences(case, scenarios.judge(case))]
        assert found == []


@pytest.mark.parametrize("kind", CONDITIONS)
def test_every_kind_of_condition_has_an_example(kind: str) -> None:
    written = (CONDITION.validate_python(raw) for _, _, raw in EXAMPLES)
    assert CONDITIONS[kind] in {type(shape) for each in written for shape in inside(each)}


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_is_on_the_page(model: type[BaseModel]) -> None:
    there = {key for block in blocks("yaml") for key in keys(block.raw)}
    there |= {
        word for text in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"\w+", text)
    }
    expected = {field.alias or name for name, field in model.model_fields.items()}
    assert expected - there == set()


def refused() -> Iterator[tuple[str, str, str]]:
    """What stands in the pack, what is put there, and what is said about it."""
    for block in blocks("text", "refused"):
        for one in block.text.strip().split("\n\n"):
            before, after, said = one.split("\n", 2)
            yield before.removeprefix("- "), after.removeprefix("+ "), said


@pytest.mark.parametrize(("before", "after", "said"), list(refused()))
def test_a_mistake_is_told_like_this(before: str, after: str, said: str, tmp_path: Path) -> None:
    text = blocks("yaml", "pack")[0].text
    assert text.count(before) == 1
    path = tmp_path / "pack.yaml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(str(path), load_vocabulary())
    assert caught.value.message("en") == said
