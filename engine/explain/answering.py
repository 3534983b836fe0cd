"""Turn conclusions into answers: words, evidence, repairs and open cells."""

from collections.abc import Iterable, Iterator

from ..facts import Dossier
from ..findings import Conclusion, Evidence, Finding, Outcome, Verdict
from ..locale import LANGUAGES
from ..plan import Plan, PlannedTitle
from ..vocabulary import Text, Vocabulary
from .answers import Answer, OpenValue, Ranking, Reason
from .reasons import evidence, open_evidence, open_in, reason
from .repairs import minimal_reason, repairs
from .wording import Wording


def answer_all(
    conclusions: Iterable[Conclusion], plan: Plan, vocabulary: Vocabulary, dossier: Dossier
) -> tuple[Answer, ...]:
    """Answer every conclusion, in the order given."""
    return tuple(answer(conclusion, plan, vocabulary, dossier) for conclusion in conclusions)


def answer(conclusion: Conclusion, plan: Plan, vocabulary: Vocabulary, dossier: Dossier) -> Answer:
    """Put one conclusion into words."""
    title = plan.title(f"{conclusion.pack}/{conclusion.title}")
    subject = dossier.by_id[conclusion.subject]
    unit = subject.id if subject.kind == "unit" else subject.unit
    words = [Wording(lang, vocabulary, plan, conclusion.pack) for lang in LANGUAGES]
    return Answer(
        subject=subject.id,
        kind=subject.kind,
        name=subject.name,
        unit=unit,
        unit_name=dossier.by_id[unit].name if unit in dossier.by_id else "",
        pack=conclusion.pack,
        title=conclusion.title,
        title_kind=title.kind,
        title_name=title.name,
        year=plan.year,
        outcome=conclusion.outcome,
        findings=tuple(_reason(finding, title, words) for finding in conclusion.findings),
        minimal_reason=minimal_reason(conclusion),
        repairs=repairs(conclusion, plan, vocabulary, dossier),
        open_values=tuple(_open_values(conclusion, vocabulary, dossier)),
        rankings=tuple(
            Ranking(preference.text, preference.cite, interval)
            for preference, interval in zip(title.prefer, conclusion.preferences, strict=True)
        ),
    )


def _reason(finding: Finding, title: PlannedTitle, words: list[Wording]) -> Reason:
    criterion = title.criterion(finding.criterion)
    return Reason(
        criterion=finding.criterion,
        verdict=finding.verdict,
        cite=criterion.cite,
        text=criterion.text,
        reason=Text(**{each.lang: reason(finding, each) for each in words}),
        evidence=evidence(finding),
    )


def _open_values(
    conclusion: Conclusion, vocabulary: Vocabulary, dossier: Dossier
) -> Iterator[OpenValue]:
    if conclusion.outcome is not Outcome.UNDETERMINED:
        return
    if conclusion.applies is not None:
        yield from _opened(
            "applies_to", open_in(conclusion.applies, vocabulary), vocabulary, dossier
        )
    for finding in conclusion.findings:
        if finding.verdict is Verdict.UNKNOWN:
            yield from _opened(
                finding.criterion, open_evidence(finding, vocabulary), vocabulary, dossier
            )


def _opened(
    criterion: str, found: Iterable[Evidence], vocabulary: Vocabulary, dossier: Dossier
) -> Iterator[OpenValue]:
    for each in found:
        spec = vocabulary.fields[each.fact]
        label = Text(vi=spec.vi, en=spec.en)
        # Of a member whose unit is not known, the cell of the unit is meant, not the row.
        member = dossier.by_id[each.subject].fact(each.fact) if each.subject else each.value
        for cell in member.cells or each.value.cells or (None,):
            yield OpenValue(criterion, each.fact, label, cell, each.year)
