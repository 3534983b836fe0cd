"""Find whom plain rows are about, where nothing has to be told of it.

What would be told of a record, or is not certain, is left to those who look at single records.
"""

from collections.abc import Iterator, Sequence

from ...facts import ABSENT, Scalar, Value
from ...vocabulary import SheetSpec, SubjectKind
from ..letters.text import bare_key
from ..subjects.attestations import is_signed
from ..subjects.register import Entry, Register
from .rows import PlainRows, Strand

_Signature = tuple[Sequence[Sequence[Value]], str | None, str | None]


class Owners:
    """The subjects of one workbook, by what rows say of them."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._by_id: dict[tuple[SubjectKind, ...], dict[str, Entry | None]] = {}
        self._own: dict[tuple[int, str], bool] = {}

    def of(self, plain: PlainRows) -> list[Entry | None]:
        """Whom each row is about; None where that has to be looked at."""
        ids, names = plain.role("id"), plain.role("name")
        entries = [self._entry(number.scalar, plain.spec) for number in ids]
        found = [
            entry if entry and name.scalar in (entry.name, None) else None
            for entry, name in zip(entries, names, strict=True)
        ]
        births = plain.role("birth")
        signed = [(s, found) for s in plain.strands for found in _signatures(plain.spec, s)]
        if signed or any(birth.is_known for birth in births):
            for at, entry in enumerate(found):
                is_born = entry is None or _is_born(entry, births[at])
                if entry and not (is_born and all(self._counts(entry, *s, at) for s in signed)):
                    found[at] = None
        return found

    def _entry(self, number: Scalar | None, spec: SheetSpec) -> Entry | None:
        """The one subject with an id, if it is listed once."""
        if not isinstance(number, str):
            return None
        known = self._by_id.setdefault(spec.subjects, {})
        if number not in known:
            found = self._register.with_id(number, spec.subjects)
            is_one = len(found) == 1 and len(found[0].records) == 1 and not found[0].is_double
            known[number] = found[0] if is_one else None
        return known[number]

    def _counts(self, entry: Entry, strand: Strand, signature: _Signature, at: int) -> bool:
        """Whether a yes of a row, if it has any, is signed by somebody else, on a known day."""
        marks, signer, day = signature
        if not any(values[at].scalar is True for values in marks):
            return True
        if signer:
            by = strand.fields[signer][at] if signer in strand.fields else ABSENT
            if not (by.is_known and entry.names) or self._is_own(entry, str(by.scalar)):
                return False
        return not day or (day in strand.fields and strand.fields[day][at].is_known)

    def _is_own(self, entry: Entry, text: str) -> bool:
        key = (id(entry), text)
        if key not in self._own:
            names = {*entry.names, bare_key(entry.id)}
            self._own[key] = any(is_signed(text, name) for name in names)
        return self._own[key]


def _signatures(spec: SheetSpec, strand: Strand) -> Iterator[_Signature]:
    """The marks of each signature that a sheet asks for."""
    found: dict[tuple[str | None, str | None], list[Sequence[Value]]] = {}
    for name in spec.attested:
        if name in strand.fields:
            fact = spec.fields[name]
            found.setdefault((fact.signer, fact.signed_on), []).append(strand.fields[name])
    for (signer, day), marks in found.items():
        yield marks, signer, day


def _is_born(entry: Entry, birth: Value) -> bool:
    """Whether a day of birth is as it is listed, as far as both are known."""
    born = entry.role("birth")
    return not (birth.is_known and born.is_known) or birth.scalar == born.scalar
