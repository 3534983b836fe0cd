"""The dictionary of facts and relations: types, labels, headers, meaning of a blank.

Knows what may be written down, not how a workbook looks and not what any rule asks.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

SubjectKind = Literal["person", "unit"]
FactType = Literal["boolean", "integer", "text", "date", "year", "choice", "attestation"]
Blank = Literal["unknown", "no", "zero"]
Role = Literal["id", "name", "unit", "joined", "left", "year", "signer", "signed_on"]
SheetKind = Literal["subject", "form", "closed", "yearly"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Model):
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


class Scale(_Model):
    """The closed list of values of a choice; ``ordered`` lists them from low to high."""

    ordered: bool
    values: tuple[Choice, ...]

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
    """One column: what it may hold, its header and what an empty cell means."""

    type: FactType
    header: str
    aliases: tuple[str, ...] = ()
    blank: Blank = "unknown"
    role: Role | None = None
    scale: str | None = None
    body: str | None = None
    signer: str | None = None
    signed_on: str | None = None


class SheetSpec(Text):
    """One sheet: whose rows it holds and under which columns."""

    id: str
    kind: SheetKind
    subjects: tuple[SubjectKind, ...]
    sheet: str
    aliases: tuple[str, ...] = ()
    fields: Mapping[str, FactSpec]

    def field_with(self, role: Role) -> str | None:
        """Id of the first column that plays a role, if the sheet has one."""
        return self._roles.get(role)

    @cached_property
    def _roles(self) -> dict[Role, str]:
        columns = reversed(list(self.fields.items()))
        return {spec.role: name for name, spec in columns if spec.role}


class Words(_Model):
    """How people write yes, no and nothing."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    blank: tuple[str, ...]


class Layout(_Model):
    """Lines that are no records, and columns nobody needs; sections and notes are patterns."""

    totals: tuple[str, ...]
    sections: tuple[str, ...]
    notes: tuple[str, ...]
    ignored: tuple[str, ...]


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
    fields: dict[str, FactSpec]


class Vocabulary(_Model):
    """The whole dictionary, as ``rules/vocabulary.yaml`` holds it."""

    scales: dict[str, Scale]
    words: Words
    layout: Layout
    subjects: dict[SubjectKind, _SubjectSheet]
    forms: dict[str, _Form]
    relations: dict[str, _Relation]

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
        """Facts that a subject of this kind can have, over all its sheets."""
        return {
            name: spec
            for sheet in self.sheets
            if sheet.kind in ("subject", "form") and kind in sheet.subjects
            for name, spec in sheet.fields.items()
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
        fields=fields,
        vi=source.vi,
        en=source.en,
    )
