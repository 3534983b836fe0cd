"""The figures of the page: their numbers are those of the tables, and nothing in them acts."""

import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

import engine
from engine.evaluation import Evaluation
from engine.explain.answers import Answer, Distance, Repair
from engine.findings import Outcome, Verdict
from engine.locale import LANGUAGES
from engine.reports.drawing import Chart, draw
from engine.reports.figures import MOST_OBSTACLES, MOST_UNITS, Figure, figures
from engine.reports.lettering import balanced, shortened, width_of, wrapped
from engine.reports.plotting import plot
from engine.reports.view import OUTCOMES, View
from engine.vocabulary import Text
from tests.reports.conftest import ENDS_SCRIPT, HOSTILE, person, reason

ENGINE = Path(engine.__file__).parent
WORDS = [outcome.word for outcome in OUTCOMES]


def figure(evaluation: Evaluation, name: str) -> Figure:
    (found,) = (each for each in figures(View(evaluation)) if each.name == name)
    return found


def drawings(each: Figure) -> list[str]:
    return [str(drawing) for pair in each.drawings.values() for drawing in pair]


def told(parent: Element) -> str:
    return " ".join(parent.itertext())


def bars(drawing: str, words: list[str]) -> dict[str, list[int]]:
    """The counts in a drawing, read as a person does: by the texts in the parts and their hints."""
    nodes = list(fromstring(drawing))
    return {
        told(label): [sum(counts(bar, word)) for word in words]
        for label, bar in pairwise(nodes)
        if label.get("class") == "label"
    }


def counts(bar: Element, word: str) -> Iterator[int]:
    for part in bar.findall(f"g[@class='{word}']"):
        yield int(told(part).rsplit(" ", 1)[-1])


def answered(evaluation: Evaluation, *answers: Answer) -> Evaluation:
    return replace(evaluation, answers=answers)


def lacking(subject: str, progress: list[Fraction | None], criteria: int = 1) -> Answer:
    """A refusal for want of some criteria, with how much of what they need is there."""
    nothing = Text(vi="", en="")
    distances = tuple(Distance("party", nothing, nothing, nothing, part) for part in progress)
    names = ("party", "family-culture", "third-child")[:criteria]
    return person(
        subject,
        "An",
        Outcome.NOT_ELIGIBLE,
        findings=tuple(reason(name, Verdict.NOT_MET) for name in names),
        repairs=(Repair(names, nothing, distances),),
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_parts_of_a_title_are_its_counts(evaluation: Evaluation, lang: str) -> None:
    view = View(evaluation)
    shown = bars(figure(evaluation, "titles").drawings[lang][1], WORDS)
    order = sorted(view.titles, key=lambda title: title.title.kind == "duty")
    assert list(shown.values()) == [[each.counts[o] for o in OUTCOMES] for each in order]
    assert [name.startswith(each.title.name.in_language(lang)) for name, each in
            zip(shown, order, strict=True)] == [True] * 3  # fmt: skip


def test_titles_of_one_name_are_told_apart_by_their_pack(evaluation: Evaluation) -> None:
    shown = bars(figure(evaluation, "titles").drawings["en"][1], WORDS)
    assert list(shown) == [
        "Exemplary individual – one", "Exemplary individual – two", "Duty to report",
    ]  # fmt: skip


def test_a_unit_counts_the_awards_of_all_its_people_but_no_duty(evaluation: Evaluation) -> None:
    shown = bars(figure(evaluation, "units").drawings["vi"][1], WORDS)
    assert shown == {
        ENDS_SCRIPT: [0, 0, 0, 1],
        "Trường Tiểu học Thác Cầu": [3, 2, 1, 0],
        "Chưa rõ đơn vị": [0, 0, 1, 0],
    }


def test_of_many_units_those_with_most_refusals_are_shown_by_name(evaluation: Evaluation) -> None:
    many = [
        person(f"A{number:02}", "An", outcome, unit=f"U{number:02}", unit_name=f"Unit {number:02}")
        for number in range(MOST_UNITS + 5)
        for outcome in (Outcome.ELIGIBLE if number < 5 else OUTCOMES[1 + number % 2],)
    ]
    found = figure(answered(evaluation, *many), "units")
    shown = bars(found.drawings["en"][1], WORDS)
    assert list(shown) == [f"Unit {number:02}" for number in range(5, MOST_UNITS + 5)]
    assert found.note.en.startswith("Only 30 of 35 units")


def test_units_of_one_name_are_told_apart(evaluation: Evaluation) -> None:
    two = [person(f"A0{n}", "An", Outcome.ELIGIBLE, unit=f"U{n}", unit_name="A") for n in (1, 2)]
    shown = bars(figure(answered(evaluation, *two), "units").drawings["en"][1], WORDS)
    assert list(shown) == ["A – U1", "A – U2"]


def test_what_refuses_alone_is_told_from_what_refuses_with_others(evaluation: Evaluation) -> None:
    both = lacking("GV020", [], criteria=2)
    found = figure(answered(evaluation, lacking("GV021", []), both), "obstacles")
    words = ["alone", "others"]
    assert bars(found.drawings["en"][1], words) == {
        "Is a Party member": [1, 1],
        "Cultural Family": [0, 1],
    }


def test_only_the_criteria_that_refuse_most_are_shown(evaluation: Evaluation) -> None:
    findings = tuple(
        replace(reason(str(number), Verdict.NOT_MET), text=Text(vi="", en=f"Criterion {number}"))
        for number in range(MOST_OBSTACLES + 1)
    )
    many = person("GV020", "An", Outcome.NOT_ELIGIBLE, findings=findings)
    most = person("GV021", "An", Outcome.NOT_ELIGIBLE, findings=findings[-1:])
    shown = bars(
        figure(answered(evaluation, many, most), "obstacles").drawings["en"][1], ["alone", "others"]
    )
    assert len(shown) == MOST_OBSTACLES
    assert next(iter(shown.items())) == (f"Criterion {MOST_OBSTACLES}", [1, 1])


@pytest.mark.parametrize(
    ("progress", "band"),
    [
        ([Fraction(9, 10)], 0),
        ([Fraction(3, 4)], 0),
        ([Fraction(74, 100)], 1),
        ([Fraction(1, 2)], 1),
        ([Fraction(1, 4)], 2),
        ([Fraction(24, 100)], 3),
        ([Fraction(1, 100)], 3),
        ([Fraction(0)], 4),
        ([Fraction(0), Fraction(9, 10)], 4),
        ([Fraction(9, 10), None, Fraction(1, 3)], 2),
        ([None], 5),
        ([], 5),
    ],
)
def test_a_near_miss_stands_in_the_band_of_what_lacks_most(
    evaluation: Evaluation, progress: list[Fraction | None], band: int
) -> None:
    near = [lacking(f"GV02{number}", progress, criteria=2) for number in range(2)]
    near.append(lacking("GV022", progress))
    found = figure(answered(evaluation, *near), "near")
    shown = list(bars(found.drawings["vi"][1], ["one", "two"]).values())
    assert shown == [[1, 2] if number == band else [0, 0] for number in range(6)]


def test_who_lacks_many_criteria_is_not_near(evaluation: Evaluation) -> None:
    names = [each.name for each in figures(View(answered(evaluation, lacking("GV020", [], 3))))]
    assert names == ["titles", "units", "obstacles"]


def test_nothing_is_drawn_where_there_is_nothing(evaluation: Evaluation) -> None:
    assert figures(View(answered(evaluation))) == []
    eligible = answered(evaluation, person("GV001", "An", Outcome.ELIGIBLE))
    assert [each.name for each in figures(View(eligible))] == ["titles", "units"]


def test_equal_evaluations_give_equal_figures(evaluation: Evaluation) -> None:
    assert figures(View(evaluation)) == figures(View(replace(evaluation)))


def test_hostile_names_are_text(evaluation: Evaluation) -> None:
    hostile = person("GV020", "An", Outcome.ELIGIBLE, unit="U1", unit_name=f'{HOSTILE}" x="')
    found = figure(answered(evaluation, *evaluation.answers, hostile), "units")
    for drawing in drawings(found):
        assert "<img" not in drawing
        assert "<script" not in drawing
        assert "</script" not in drawing
    assert f'{HOSTILE}" x="' in bars(found.drawings["en"][1], WORDS)


def test_a_drawing_brings_neither_style_nor_script(evaluation: Evaluation) -> None:
    tags = {"svg", "title", "pattern", "g", "rect", "path", "text", "tspan"}
    words = {*WORDS, "alone", "others", "one", "two", "wide", "narrow", "axis", "label", "behind"}
    for each in figures(View(evaluation)):
        for drawing in drawings(each):
            assert "<!--" not in drawing
            assert "xmlns" not in drawing
            nodes = list(fromstring(drawing).iter())
            assert {node.tag for node in nodes} <= tags
            assert {node.get("class") for node in nodes} <= {None, *words}
            names = {name for node in nodes for name in node.attrib}
            assert not [name for name in names if name == "style" or name.startswith("on")]
            assert {node.get("fill") for node in nodes} <= {None, *hatches(drawing)}
            assert not re.search(r' (x|y|width|height|d)="[^"]*\d\.\d\d', drawing)


def hatches(drawing: str) -> list[str]:
    return [f"url(#{name})" for name in re.findall(r' id="([^"]*)"', drawing)]


def test_no_id_comes_twice_in_a_page(evaluation: Evaluation) -> None:
    whole = "".join(text for each in figures(View(evaluation)) for text in drawings(each))
    ids = re.findall(r' id="([^"]*)"', whole)
    assert len(ids) == len(set(ids)) == 8  # titles and units, two languages, two formats


def test_a_figure_is_told_to_those_who_do_not_see_it(evaluation: Evaluation) -> None:
    svg = fromstring(figure(evaluation, "titles").drawings["en"][0])
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == (
        "Results by title and duty. "
        "Eligible: 3; Not eligible: 3; Undetermined: 2; Not applicable: 1."
    )
    svg = fromstring(figure(evaluation, "obstacles").drawings["en"][0])
    assert "Cultural Family – Exemplary individual – one: 2;" in (svg.get("aria-label") or "")


def test_drawing_leaves_the_imports_of_others_alone() -> None:
    plot([[1]], 580, 32, 14)
    assert all(hasattr(finder, "find_spec") for finder in sys.meta_path)
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_module")


@pytest.mark.parametrize("most", [1, 2, 7, 9, 10, 11, 45, 99, 101, 5001, 123456])
def test_an_axis_counts_in_whole_numbers_and_ends_just_beyond_the_longest_bar(most: int) -> None:
    drawn = plot([[most, 0], [1, 0]], 580, 32, 19)
    numbers = [int(told(number)) for number in drawn.numbers]
    assert numbers[0] == 0
    assert len(numbers) <= 11
    assert numbers[-2] < most <= numbers[-1]
    zero, last = (float(drawn.numbers[at].get("x", "")) for at in (0, -1))
    assert last + width_of(str(numbers[-1]), 19) / 2 <= 580
    rect, number = drawn.bars[0][0]
    assert told(number) == str(most)
    assert float(rect.get("x", "")) == zero
    assert float(rect.get("width", "")) == pytest.approx(
        (last - zero) * most / numbers[-1], abs=0.2
    )


def test_the_numbers_of_an_axis_do_not_touch() -> None:
    for most in (9, 4321, 987654):
        numbers = plot([[most]], 580, 32, 19).numbers
        places = [float(number.get("x", "")) for number in numbers]
        widest = width_of(told(numbers[-1]), 19)
        assert all(after - before > widest for before, after in pairwise(places))


def test_a_label_that_is_cut_is_numbered_and_told_in_full() -> None:
    names = ["một danh hiệu " * 40 + end for end in ("cá nhân", "tập thể")]
    chart = Chart("x", "X", "X", [("one", "One")], names)
    ((wide, _),) = draw([chart], [[1], [2]])
    labels = [label for label in fromstring(wide).iter("text") if label.get("class") == "label"]
    assert [label.findtext("title") for label in labels] == names
    assert [(label.findtext("tspan") or "")[:3] for label in labels] == ["1. ", "2. "]
    assert all((label.findall("tspan")[-1].text or "").endswith("…") for label in labels)


def test_a_bar_too_short_for_its_numbers_has_them_behind_it() -> None:
    chart = Chart("x", "X", "X", [("one", "One"), ("two", "Two")], ["A", "B", "C"])
    for drawing in next(draw([chart], [[1000, 900], [3, 2], [0, 0]])):
        svg = fromstring(drawing)
        short, nothing = svg.findall("g/text[@class='behind']")
        assert [told(short), told(nothing)] == ["3 + 2", "0"]
        begin = min(float(rect.get("x", "")) for rect in svg.findall("g/g[@class='one']/rect")[1:])
        for text in (short, nothing):
            assert begin < float(text.get("x", "")) < begin + 20


@pytest.mark.parametrize("at", [0, 1])
def test_a_bar_stands_beside_or_below_its_label_and_above_the_next(at: int) -> None:
    chart = Chart("x", "X", "X", [("one", "One")], ["A", "một danh hiệu " * 8, "C"])
    svg = fromstring(next(draw([chart], [[1], [2], [3]]))[at])
    below = -1.0
    for label, bar in pairwise(svg):
        if label.get("class") == "label":
            first, last = (float(label.findall("tspan")[n].get("y", "")) for n in (0, -1))
            (rect,) = bar.iter("rect")
            top = float(rect.get("y", "")) + float(bar.get("transform", "").split(" ")[1][:-1])
            bottom = top + float(rect.get("height", ""))
            assert below < top
            assert below < first - 14 * 0.5
            assert top < (first + last) / 2 < bottom if at == 0 else last < top
            below = max(bottom, last)
    (axis,) = svg.findall("g[@class='axis']")
    assert [told(number) for number in axis.iter("text")] == ["0", "1", "2", "3"]


def test_lines_end_between_words() -> None:
    lines = wrapped("Trường Tiểu học Thác Cầu", 80, 12)
    assert " ".join(lines) == "Trường Tiểu học Thác Cầu"
    assert all(width_of(line, 12) <= 80 for line in lines)
    long = wrapped("x" * 90, 80, 12)
    assert "".join(long) == "x" * 90
    assert all(width_of(line, 12) <= 80 for line in long)
    assert wrapped("", 80, 12) == [""]
    assert shortened(["a", "b"], 2, 80, 12) == ["a", "b"]
    assert shortened(["a", "b", "c"], 2, 80, 12) == ["a", "b…"]


def test_a_label_leaves_no_word_alone_in_its_last_line() -> None:
    name = "Trường Tiểu học và Trung học cơ sở Thác Cầu"
    assert balanced(name, 280, 12) == ["Trường Tiểu học và Trung", "học cơ sở Thác Cầu"]
    assert balanced("Thác Cầu", 280, 12) == ["Thác Cầu"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_message_of_the_figures_is_used(lang: str) -> None:
    catalogue = (ENGINE / "locale" / lang / "figures.ftl").read_text(encoding="utf-8")
    source = (ENGINE / "reports" / "figures.py").read_text(encoding="utf-8")
    messages = re.findall(r"^([a-z-]+) =", catalogue, re.MULTILINE)
    assert sorted(messages) == sorted(set(re.findall(r'"(figure-[a-z-]+)"', source)))


def test_every_part_has_its_colour() -> None:
    sheet = (ENGINE / "reports" / "templates" / "figures.css").read_text(encoding="utf-8")
    for word in (*WORDS, "alone", "others", "one", "two"):
        assert f".{word}" in sheet


def test_widths_are_added_the_same_by_every_python() -> None:
    """What ``sum`` makes of ten times 0.6 differs between versions of Python."""
    assert width_of("a" * 10, 1) == 6
