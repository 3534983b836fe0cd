"""The page's table of results: one row for each subject and title, as compact JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..explain.answers import Answer
from ..locale.collation import name_keys, text_keys
from ..vocabulary import Text
from .embedded import Texts, as_script
from .phrases import both, in_short
from .view import TitleView, View


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, with the places of its subject and its title."""

    subject: int
    title: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Results:
    """Every answer as the page lists it.

    ``subjects`` are told by one answer each, people first, by name the Vietnamese way; ``rows``
    go by title, then as the title's answers go.
    """

    subjects: Sequence[Answer]
    rows: Sequence[Row]

    def of_subjects(self) -> Iterator[list[Answer]]:
        """The answers about each subject, in the order of its rows."""
        found: list[list[Answer]] = [[] for _ in self.subjects]
        for row in self.rows:
            found[row.subject].append(row.answer)
        yield from found


def results(view: View) -> Results:
    """Number the subjects of an evaluation and list its answers."""
    some = {answer.subject: answer for each in view.titles for answer in each.answers}
    names = {answer.name for answer in some.values()}
    people, units = name_keys(names), text_keys(names)

    def order(answer: Answer) -> tuple[object, ...]:
        is_unit = answer.kind == "unit"
        return (is_unit, (units if is_unit else people)[answer.name], answer.subject)

    subjects = sorted(some.values(), key=order)
    places = {answer.subject: place for place, answer in enumerate(subjects)}
    rows = [
        Row(places[answer.subject], number, answer)
        for number, each in enumerate(view.titles)
        for answer in each.answers
    ]
    return Results(subjects, rows)


def as_json(found: Results, view: View) -> Markup:
    """What the script needs to draw the table and to find people in it.

    ``texts`` holds pairs (vi, en). A subject is [id, name, unit], the unit a place in the list of
    units; a title [name, clause, kind, anchor], the anchor being what follows an id in links;
    a row [subject, title, outcome, reason].
    """
    texts = Texts()
    units = {unit: place for place, unit in enumerate(view.unit_names)}
    content = {
        "subjects": [[each.subject, each.name, units[each.unit]] for each in found.subjects],
        "titles": [
            [texts.number(each.title.name), each.title.cite, each.title.kind, anchor(each, view)]
            for each in view.titles
        ],
        "rows": [
            [row.subject, row.title, row.answer.outcome.value, texts.number(_short(row.answer))]
            for row in found.rows
        ],
        "texts": texts.pairs,
    }
    return as_script(content)


def anchor(title: TitleView, view: View) -> str:
    """The title in links: its id, with that of its pack where two packs share it."""
    ids = [each.title.id for each in view.titles]
    return title.title.key if ids.count(title.title.id) > 1 else title.title.id


def _short(answer: Answer) -> Text:
    return both(lambda lang: in_short(answer, lang))
