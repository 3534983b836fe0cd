"""The dictionary of facts and relations: types, labels, headers, meaning of a blank.

Knows what may be written down, not how a workbook looks and not what any rule asks.
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Literal, Self

from pydantic import ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from .writing import Frozen, Layout, Words

SubjectKind = Literal["person", "unit"]
FactType = Literal["boolean", "integer", "number", "text", "date", "year", "choice", "attestation"]
"""An integer counts and is never negative; a number is decimal and exact."""
Role = Literal[
    "id", "name", "birth", "citizen", "unit", "joined", "left", "heads", "year", "day", "award",
    "revoked", "signer", "signed_on",
]  # fmt: skip
SheetKind = Literal["subject", "form", "closed", "yearly"]


_PERSON: tuple[Role, ...] = ("name", "birth", "unit")
_UNIT: tuple[Role, ...] = ("name",)
TIES: frozenset[Role | None] = frozenset({"id", *_PERSON})
"""Columns that say whom a row is about."""


class Text(Frozen):
    """A text in both languages."""

    vi: str
    en: str

    def in_language(self, lang: str) -> str:
        """The text in ``vi`` or ``en``."""
        return self.en if lang == "en" else self.vi


class Choice(Text):
    """One allowed value of a scale, with the other ways people write it."""

    id: str
    aliases: tuple[str, ...] = ()


class Scale(Frozen):
    """The closed list of values of a choice; ``ordered`` lists them from low to high.

    ``others`` is the value that stands for every text that names none of the listed ones.
    """

    ordered: bool
    values: tuple[Choice, ...]
    others: str | None = None

    def rank(self, value: str) -> int:
        """Place of a value in the list, counted from 0.

        Raises:
            KeyError: there is no such value.
        """
        return self._ranks[value]

    def label(self, value: str) -> Text:
        """The text of a value."""
        return self.values[self._ranks[value]]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {choice.id: rank for rank, choice in enumerate(self.values)}


class FactSpec(Text):
    """One column: what it may hold, its header and what an empty cell means.

    Headers ``beside`` are of another column, unless that one has its own beside them.
    ``blank`` is ``unknown``, ``no``, ``zero`` or the id of a value of the column's scale. A
    column that is ``optional`` is unknown where it is absent, but nobody is told to add it. A
    ``share`` is a part of a whole, from nought to one. What the column does not say may be
    ``read_from`` a text of the same row.
    """

    type: FactType
    header: str
    aliases: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    blank: str = "unknown"
    optional: bool = False
    role: Role | None = None
    scale: str | None = None
    body: str | None = None
    signer: str | None = None
    signed_on: str | None = None
    share: bool = False
    read_from: str | None = None

    @property
    def assumed(self) -> bool | int | Decimal | str | None:
        """What an empty cell says; None if it says nothing."""
        if self.type == "choice" or self.blank == "unknown":
            return None if self.blank == "unknown" else self.blank
        if self.type == "boolean":
            return False
        return Decimal(0) if self.type == "number" else 0


class SheetSpec(Text):
    """One sheet: whose rows it holds and under which columns.

    Two rows of a subject that say the same in the columns ``once`` look like one typed twice.
    """

    id: str
    kind: SheetKind
    subjects: tuple[SubjectKind, ...]
    sheet: str
    aliases: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    fields: Mapping[str, FactSpec]

    def field_with(self, role: Role) -> str | None:
        """Id of the first column that plays a role, if the sheet has one."""
        return self.roles.get(role)

    def columns_for_id(self, columns: Collection[str]) -> tuple[str, ...]:
        """The columns that together say whom a row is about where there is no id.

        Persons are told by name, date of birth and unit, units by name; nothing where one of
        these columns is not among those that a workbook has.
        """
        roles = _PERSON if "person" in self.subjects else _UNIT
        found = tuple(name for role in roles if (name := self.field_with(role)) in columns)
        return tuple(name for name in found if name) if len(found) == len(roles) else ()

    @cached_property
    def roles(self) -> dict[Role, str]:
        """Ids of the columns that play a role."""
        columns = reversed(list(self.fields.items()))
        return {spec.role: name for name, spec in columns if spec.role}

    @cached_property
    def ties(self) -> frozenset[str]:
        """Ids of the columns that say whom a row is about."""
        return frozenset(name for name, spec in self.fields.items() if spec.role in TIES)

    @cached_property
    def attested(self) -> tuple[str, ...]:
        """Ids of the columns of attestations."""
        return tuple(name for name, spec in self.fields.items() if spec.type == "attestation")


class _SubjectSheet(Text):
    sheet: str
    aliases: tuple[str, ...] = ()
    facts: dict[str, FactSpec]


class _Form(_SubjectSheet):
    subject: SubjectKind


class _Relation(Text):
    kind: Literal["closed", "yearly"]
    subjects: tuple[SubjectKind, ...]
    sheet: str
    aliases: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    fields: dict[str, FactSpec]


class Vocabulary(Frozen):
    """The whole dictionary, as ``rules/vocabulary.yaml`` holds it."""

    scales: dict[str, Scale]
    words: Words
    layout: Layout
    subjects: dict[SubjectKind, _SubjectSheet]
    forms: dict[str, _Form]
    relations: dict[str, _Relation]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        mistakes = [
            InitErrorDetails(
                type=PydanticCustomError("vocabulary", "{problem}", {"problem": problem}),
                loc=place,
                input=None,
            )
            for place, problem in _mistakes(self)
        ]
        if mistakes:
            raise ValidationError.from_exception_data("Vocabulary", mistakes)
        return self

    @cached_property
    def sheets(self) -> tuple[SheetSpec, ...]:
        """Every sheet in one shape: subjects first, then forms, then relations."""
        return tuple(self._all_sheets())

    def _all_sheets(self) -> Iterator[SheetSpec]:
        for kind, listed in self.subjects.items():
            yield _sheet(kind, "subject", (kind,), listed, listed.facts)
        for name, form in self.forms.items():
            yield _sheet(name, "form", (form.subject,), form, form.facts)
        for name, relation in self.relations.items():
            yield _sheet(name, relation.kind, relation.subjects, relation, relation.fields)

    def sheet(self, name: str) -> SheetSpec:
        """The sheet with an id.

        Raises:
            KeyError: there is none.
        """
        return self._sheets_by_id[name]

    @cached_property
    def _sheets_by_id(self) -> dict[str, SheetSpec]:
        return {sheet.id: sheet for sheet in self.sheets}

    def facts_of(self, kind: SubjectKind) -> dict[str, FactSpec]:
        """Facts that a subject of this kind can have, over all its sheets.

        What a form repeats of the list of subjects, to say whom a row is about, is no fact.
        """
        return {
            name: spec
            for sheet in self.sheets
            if sheet.kind in ("subject", "form") and kind in sheet.subjects
            for name, spec in sheet.fields.items()
            if sheet.kind == "subject" or spec.role not in TIES
        }

    @cached_property
    def fields(self) -> dict[str, FactSpec]:
        """Every column of every sheet by its id."""
        return {name: spec for sheet in self.sheets for name, spec in sheet.fields.items()}

    def scale_of(self, field: str) -> Scale:
        """The scale that a choice column takes its values from."""
        return self.scales[self.fields[field].scale or ""]


def _sheet(
    name: str,
    kind: SheetKind,
    subjects: tuple[SubjectKind, ...],
    source: _SubjectSheet | _Relation,
    fields: Mapping[str, FactSpec],
) -> SheetSpec:
    return SheetSpec(
        id=name,
        kind=kind,
        subjects=subjects,
        sheet=source.sheet,
        aliases=source.aliases,
        once=source.once if isinstance(source, _Relation) else (),
        fields=fields,
        vi=source.vi,
        en=source.en,
    )


_TYPES: Mapping[Role, FactType] = {
    "id": "text", "name": "text", "unit": "text", "signer": "text", "signed_on": "date",
    "birth": "date", "citizen": "text", "joined": "date", "left": "date", "heads": "boolean",
    "year": "year", "day": "date", "award": "choice", "revoked": "boolean",
}  # fmt: skip
_BLANKS: Mapping[FactType, list[str]] = {"boolean": ["no"], "integer": ["zero"], "number": ["zero"]}


def _mistakes(vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], str]]:
    """What does not fit together, with the keys that lead to it."""
    for name, scale in vocabulary.scales.items():
        if len({choice.id for choice in scale.values}) < len(scale.values):
            yield ("scales", name), "two values of the scale have the same id"
        if scale.others is not None and scale.others not in {c.id for c in scale.values}:
            yield ("scales", name, "others"), f"the scale has no value `{scale.others}`"
    ids = [sheet.id for sheet in vocabulary.sheets]
    fields: dict[str, FactSpec] = {}
    for sheet in vocabulary.sheets:
        section = {"subject": "subjects", "form": "forms"}.get(sheet.kind, "relations")
        if ids.count(sheet.id) > 1:
            yield (section, sheet.id), f"another sheet has the id `{sheet.id}`"
        for name in sheet.once:
            if name not in sheet.fields:
                yield (section, sheet.id, "once"), f"the sheet has no column `{name}`"
        for name, spec in sheet.fields.items():
            place = (section, sheet.id, "fields" if section == "relations" else "facts", name)
            if fields.setdefault(name, spec) != spec:
                yield place, f"another column has the id `{name}` and is not the same"
            for key, problem in _column_mistakes(spec, sheet, vocabulary):
                yield (*place, key), problem


def _column_mistakes(
    spec: FactSpec, sheet: SheetSpec, vocabulary: Vocabulary
) -> Iterator[tuple[str, str]]:
    scale = vocabulary.scales.get(spec.scale or "")
    if spec.type == "choice" and scale is None:
        yield "scale", f"expected a scale that is there, found `{spec.scale or ''}`"
    if spec.type != "choice" and spec.scale:
        yield "scale", f"expected a scale for a choice only, found type `{spec.type}`"
    own = [choice.id for choice in scale.values] if scale else _BLANKS.get(spec.type, [])
    if spec.blank not in ("unknown", *own):
        yield "blank", f"expected one of {', '.join(own)} or unknown, found `{spec.blank}`"
    if spec.role and spec.type != _TYPES[spec.role]:
        yield "type", f"expected `{_TYPES[spec.role]}` for role `{spec.role}`, found `{spec.type}`"
    for role, name in (("signer", spec.signer), ("signed_on", spec.signed_on)):
        if name and (name not in sheet.fields or sheet.fields[name].role != role):
            yield role, f"expected a column of the sheet with role `{role}`, found `{name}`"
    if spec.share and spec.type != "number":
        yield "share", f"expected `number` for a share, found type `{spec.type}`"
    others = [name for other in sheet.fields.values() for name in (other.header, *other.aliases)]
    for name in spec.beside:
        if name not in others or name in (spec.header, *spec.aliases):
            yield "beside", f"expected a header of another column of the sheet, found `{name}`"
    source = sheet.fields.get(spec.read_from or "")
    if spec.read_from and (source is None or source.type != "text"):
        yield "read_from", f"expected a text column of the sheet, found `{spec.read_from}`"
    if spec.read_from and spec.type not in ("choice", "date"):
        yield "read_from", f"expected a choice or a date to read, found type `{spec.type}`"
