"""What a template says of its columns: meaning, how to fill them, what a blank means, an example.

Knows the vocabulary and the catalogue, not how a sheet looks. What a cell may hold is written
as the vocabulary has it, whatever the language of the explanations.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..context import axis_of
from ..explain.values import day_text
from ..form import NeededSheet
from ..locale import say
from ..plan import Plan
from ..vocabulary import FactSpec, SubjectKind, Vocabulary

DAY_FORMAT = "dd/mm/yyyy"
_MOST_LISTED = 8
_HIRED = date(2010, 9, 1)
_TOLD_BY_ROLE = frozenset({"id", "name", "unit", "signer"})
_BLANK_BY_ROLE = frozenset({"id", "name", "left", "signer", "signed_on"})


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """One column in words; ``choices`` are the values that it may have, if they are listed.

    A column that ``takes_others`` may hold any other text as well.
    """

    header: str
    about: str
    how: str
    blank: str
    example: str
    choices: tuple[str, ...]
    takes_others: bool
    attested: str


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """The words of one template."""

    plan: Plan
    vocabulary: Vocabulary
    lang: str

    def say(self, message: str, **details: str) -> str:
        """The text of a message."""
        return say(self.lang, message, **details)

    def heading(self, sheet: NeededSheet) -> str:
        """The title of a sheet."""
        name = sheet.spec.in_language(self.lang)
        return self.say("template-sheet", sheet=sheet.spec.sheet, name=name)

    def rows(self, sheet: NeededSheet) -> str:
        """What a row of a sheet is, and of which years rows are wanted."""
        kind = "form" if sheet.spec.kind == "subject" else sheet.spec.kind
        whom = self.say(f"template-whom-{'-'.join(sorted(sheet.kinds))}")
        years = ""
        if sheet.years:
            first, last = sheet.years
            span = first if first == last else f"{first} – {last}"
            years = self.say("template-years", years=span)
        return self.say(f"template-rows-{kind}", whom=whom) + years

    def columns(self, sheet: NeededSheet) -> Iterator[ColumnWords]:
        """The columns of a sheet, in their order."""
        for spec in sheet.columns.values():
            choices = self._choices(spec)
            scale = self.vocabulary.scales.get(spec.scale or "")
            yield ColumnWords(
                header=spec.header,
                about=capitalised(spec.in_language(self.lang)),
                how=self._how(spec, sheet, choices),
                blank=self._blank(spec),
                example=self._example(spec, sheet, choices),
                choices=choices,
                takes_others=scale is not None and scale.others is not None,
                attested=self._attested(spec, sheet),
            )

    def _choices(self, spec: FactSpec) -> tuple[str, ...]:
        match spec.type:
            case "boolean" | "attestation":
                return (say("vi", "yes"), say("vi", "no"))
            case "choice":
                return tuple(c.vi for c in self.vocabulary.scales[spec.scale or ""].values)
            case _:
                return ()

    def _attested(self, spec: FactSpec, sheet: NeededSheet) -> str:
        """Who confirms, and in which columns the signature stands."""
        if spec.type != "attestation" or not spec.body:
            return ""
        body = self.vocabulary.scales["body"].label(spec.body).in_language(self.lang)
        signatures = [sheet.columns[name].header for name in (spec.signer, spec.signed_on) if name]
        columns = ", ".join(f"“{header}”" for header in signatures)
        return self.say("template-attested", body=capitalised(body), columns=columns)

    def _how(self, spec: FactSpec, sheet: NeededSheet, choices: tuple[str, ...]) -> str:
        if choices:
            return self.say("template-how-choice", values=self._some(choices))
        if spec.role == "id" and sheet.spec.kind == "subject":
            return self.say("template-how-own-id")
        if spec.role in _TOLD_BY_ROLE:
            listed: tuple[SubjectKind, ...] = ("unit",) if spec.role == "unit" else sheet.kinds
            names = [self.vocabulary.sheet(kind).sheet for kind in listed]
            sheets = " / ".join(f"“{name}”" for name in names)
            return self.say(f"template-how-{spec.role}", sheets=sheets)
        return self.say(f"template-how-{spec.type}", year=self._year())

    def _some(self, choices: tuple[str, ...]) -> str:
        """The values one after the other, of a long list the first ones."""
        rest = len(choices) - _MOST_LISTED
        more = [self.say("report-more", count=str(rest))] if rest > 0 else []
        return "; ".join([*choices[:_MOST_LISTED], *more])

    def _blank(self, spec: FactSpec) -> str:
        if spec.role in _BLANK_BY_ROLE:
            return self.say(f"template-blank-{spec.role}")
        match spec.assumed:
            case None:
                return self.say("template-blank-unknown")
            case bool():
                return say("vi", "no")
            case str() as value:
                label = self.vocabulary.scales[spec.scale or ""].label(value)
                return label.vi
            case number:
                return str(number)

    def _example(self, spec: FactSpec, sheet: NeededSheet, choices: tuple[str, ...]) -> str:
        kind: SubjectKind = "person" if "person" in sheet.kinds else "unit"
        match spec.role or spec.type:
            case "id" | "name":
                return self.say(f"template-example-{kind}-{spec.role}")
            case "unit":
                return self.say("template-example-unit-id")
            case "signer":
                return self.say("template-example-signer")
            case "left":
                return ""
            case "heads":
                return choices[1]
            case "year":
                return self._year()
            case _:
                return self._example_of_type(spec, sheet, choices)

    def _example_of_type(self, spec: FactSpec, sheet: NeededSheet, choices: tuple[str, ...]) -> str:
        match spec.type:
            case "choice":
                is_ordered = self.vocabulary.scales[spec.scale or ""].ordered
                return choices[len(choices) // 2 if is_ordered else min(1, len(choices) - 1)]
            case "boolean" | "attestation":
                return choices[spec.assumed is False]  # where just exceptions are written down
            case "date":
                day = _HIRED if sheet.spec.kind == "subject" else self.plan.received
                return day_text(day, "vi")
            case "integer" | "number":
                return "0"
            case "year":
                return self._year()
            case "text":
                return self.say("template-example-text")

    def _year(self) -> str:
        """The judged year as the first pack writes it."""
        return axis_of(self.plan.packs[0]).label(self.plan.year)


def capitalised(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
