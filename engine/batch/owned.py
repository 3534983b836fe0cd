"""Put rows that were read by columns into the tables that a plan reads.

The other rows of a dossier are there already, in their own order; that of rows decides nothing.
"""

from collections.abc import Mapping, Sequence

from ..decide.asked import Reads
from ..decide.frames import Columns, Stored, rows_table, stored_columns, year_columns
from ..facts import ABSENT, Value
from ..vocabulary import SubjectKind, Vocabulary
from ..workbook import Owned

_Lists = dict[str, list[Stored | None]]


def with_owned(
    told: Mapping[str, Columns],
    owned: Sequence[Owned],
    found: Mapping[SubjectKind, Reads],
    vocabulary: Vocabulary,
) -> dict[str, Columns]:
    """The columns of a dossier with those of plain rows.

    Parameters: ``found`` is what ``reads`` says of the plan.
    """
    done: dict[str, _Lists] = {
        table: {name: list(values) for name, values in each.items()} for table, each in told.items()
    }
    for kind, asked in found.items():
        places = {subject: at for at, subject in enumerate(done[kind]["subject"])}
        for each in owned:
            if kind not in each.spec.subjects:
                continue
            if each.spec.kind == "form":
                _add_facts(done[kind], each, places, asked, vocabulary)
            elif each.spec.id in asked.relations:
                _add_rows(done[rows_table(kind, each.spec.id)], kind, each, asked, vocabulary)
    return {table: {**each} for table, each in done.items()}


def _add_facts(
    table: _Lists,
    each: Owned,
    places: Mapping[Stored | None, int],
    asked: Reads,
    vocabulary: Vocabulary,
) -> None:
    at = [places[owner.key] for owner in each.owners]
    for name in asked.facts:
        if name in each.strand.fields:
            for column, values in stored_columns(
                name, each.strand.fields[name], vocabulary
            ).items():
                for place, value in zip(at, values, strict=True):
                    table[column][place] = value


def _add_rows(
    table: _Lists, kind: SubjectKind, each: Owned, asked: Reads, vocabulary: Vocabulary
) -> None:
    own = [owner.kind == kind for owner in each.owners]

    def chosen(values: Sequence[Value]) -> Sequence[Value]:
        return values if all(own) else [v for v, is_own in zip(values, own, strict=True) if is_own]

    subjects = [owner.key for owner in each.owners if owner.kind == kind]
    nothing = [ABSENT] * len(each.owners)
    columns: Columns = {"subject": subjects, "certain": [True] * len(subjects)}
    columns |= year_columns(chosen(each.strand.years), asked.axes)
    for name in asked.columns[each.spec.id]:
        columns |= stored_columns(name, chosen(each.strand.fields.get(name, nothing)), vocabulary)
    for name, values in columns.items():
        table[name].extend(values)
