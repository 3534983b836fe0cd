"""Find whom plain rows are about, where nothing has to be told of it.

What would be told of a record, or is not certain, is left to those who look at single records.
"""

from collections.abc import Iterator, Sequence

from ...facts import ABSENT, Value
from ...vocabulary import SheetSpec
from ..letters.text import bare_key
from ..subjects.attestations import is_signed
from ..subjects.register import Entry, Register
from .rows import PlainRows, Strand

_Signature = tuple[Sequence[Sequence[Value]], str | None, str | None]


class Owners:
    """The subjects of one workbook, by what rows say of them."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[tuple[str, str], Entry | None] = {}
        self._own: dict[tuple[int, str], bool] = {}

    def of(self, plain: PlainRows) -> Iterator[Entry | None]:
        """Whom each row is about; None where that has to be looked at."""
        roles = (plain.role("id"), plain.role("name"), plain.role("birth"))
        signed = [(s, found) for s in plain.strands for found in _signatures(plain.spec, s)]
        for at, (number, name, birth) in enumerate(zip(*roles, strict=True)):
            entry = self._entry(number, plain.spec)
            is_sure = entry is not None and _is_same(entry, name, birth)
            if entry and is_sure and all(self._counts(entry, *each, at) for each in signed):
                yield entry
            else:
                yield None

    def _entry(self, number: Value, spec: SheetSpec) -> Entry | None:
        """The one subject with an id, if it is listed once."""
        if not number.is_known:
            return None
        key = (spec.id, str(number.scalar))
        if key not in self._known:
            found = self._register.with_id(key[1], spec.subjects)
            is_one = len(found) == 1 and len(found[0].records) == 1 and not found[0].is_double
            self._known[key] = found[0] if is_one else None
        return self._known[key]

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


def _is_same(entry: Entry, name: Value, birth: Value) -> bool:
    """Whether name and day of birth are as they are listed, as far as a row says them."""
    born = entry.role("birth")
    is_other = birth.is_known and born.is_known and birth.scalar != born.scalar
    return not is_other and (not name.is_known or str(name.scalar) == entry.name)
