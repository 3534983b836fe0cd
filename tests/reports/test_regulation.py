"""Pages of regulations: ``docs/rules`` is what they say; small packs show every kind of rule.

``THIDUA_UPDATE_GOLDEN=1 pytest tests/reports`` renews ``docs/rules``.
"""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli.rules import rules
from engine.inheritance import extend
from engine.packs.loading import LoadedPack, load_pack, load_vocabulary, shipped_packs
from engine.reports.markdown import escaped
from engine.reports.regulation import page
from tests.packs.small import HEAD, pack

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "docs/rules"
VOCABULARY = load_vocabulary()


@pytest.mark.parametrize("name", shipped_packs())
def test_the_page_of_a_shipped_pack_is_in_the_docs(name: str) -> None:
    path, made = PAGES / f"{name}.md", page(load_pack(name, VOCABULARY), VOCABULARY)
    if os.environ.get("THIDUA_UPDATE_GOLDEN"):
        PAGES.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing"
    assert path.read_text(encoding="utf-8") == made


def test_the_docs_hold_no_page_of_a_pack_that_is_gone() -> None:
    superfluous = {path for path in PAGES.iterdir() if path.stem not in shipped_packs()}
    if os.environ.get("THIDUA_UPDATE_GOLDEN"):
        for path in superfluous:
            path.unlink()
        superfluous = set()
    assert superfluous == set()


def test_the_command_prints_the_page() -> None:
    chain = ROOT / "fixtures/rules/award-chain"
    done = CliRunner().invoke(rules, ["page", str(chain)])
    assert (done.exit_code, done.output) == (0, page(load_pack(str(chain), VOCABULARY), VOCABULARY))


def told(body: str, head: str = HEAD, base: LoadedPack | None = None) -> list[tuple[str, ...]]:
    """The rows of every table on the page of a small pack, but the heads of tables."""
    whole = pack(body, head)
    if base is not None:
        whole = extend(base.pack, whole)
    text = page(LoadedPack(whole, Path(), b"", base), VOCABULARY)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    cells = [tuple(cell.strip() for cell in row[1:-1].split(" |")) for row in rows]
    assert {len(each) for each in cells} == {4}
    return [each for each in cells if each[0] not in ("Mã · Id", "---")]


def english(name: str, rows: list[tuple[str, ...]]) -> list[str]:
    """What the page says in English below each rule with an id, without its name."""
    found: list[str] = []
    inside = False
    for key, _, text, _ in rows:
        if text.startswith("**"):
            inside = key == f"`{name}`"
        elif inside:
            found.append(text)
    return found


def test_a_criterion_is_told_whole() -> None:
    rows = told("""
parameters: {many: {value: 2, interpretation: true}}
titles:
  prize:
    criteria:
      busy:
        when: {fact: party_member, is: true}
        require: {count: initiatives, within: judged_year, at_least: $many}
        from: 2025-01-01
        status: draft
        statutory: true
        consumes: true
        interpretation: {vi: hiểu, en: as we read it}
""")
    assert ("`busy`", "**yêu cầu**", "**requirement**", "C") in rows
    assert english("busy", rows) == [
        "When: is a Party member",
        "Asks: initiatives, the judged year: at least 2",
        "Reading: as we read it",
        "Applies to dossiers received from 2025-01-01",
        "Status: a draft only, not a rule yet",
        "Statutory",
        "What is used to meet this criterion cannot be used again",
    ]
    assert english("many", rows) == [
        r"Value: 2 requirement \[an interpretation, the council may change it\]"
    ]


VERSIONS = """
parameters: {least: {values: {2024-01-01: 1, 2025-01-01: 2, 2026-06-01: 3}}}
titles:
  prize:
    versions:
      - from: 2023-01-01
        to: 2025-12-31
        criteria: {old: {require: {count: initiatives, at_least: $least}}}
      - from: 2026-01-01
        status: unconfirmed
        transition: {received_from: 2025-10-01, text: {vi: lợi, en: better}, cite: T}
        criteria: {new: {require: {count: initiatives, at_least: $least}}}
"""


def test_a_version_is_told_by_the_parameters_of_its_days() -> None:
    rows = told(VERSIONS)
    many = "initiatives: at least"
    assert english("old", rows) == [
        f"Asks: from 2024-01-01: {many} 1; from 2025-01-01: {many} 2",
    ]
    # The new version is asked from its transition on.
    assert english("new", rows) == [
        f"Asks: from 2025-10-01: {many} 2; from 2026-06-01: {many} 3",
    ]
    said = [text for *_, text, _ in rows]
    assert "Transition, for dossiers received from 2025-10-01 to 2025-12-31: better (T)" in said
    assert said.count("Status: not confirmed from the instrument itself") == 1


def test_a_criterion_that_never_applies_says_so() -> None:
    rows = told("""
titles:
  prize:
    criteria:
      gone: {require: {fact: party_member, is: true}, to: 2020-12-31}
      kept: {require: {fact: party_member, is: true}}
""")
    assert english("gone", rows) == [
        "Applies on no day on which the instrument is in force",
        "Applies to dossiers received until 2020-12-31",
    ]


def test_a_version_of_which_no_day_is_left_is_not_told_in_full() -> None:
    rows = told(VERSIONS, HEAD.replace("from: 2024-01-01", "from: 2026-02-01"))
    assert english("old", rows) == []
    at = next(n for n, (*_, text, _) in enumerate(rows) if "to 2025-12-31" in text)
    assert rows[at + 1][2] == "Applies on no day on which the instrument is in force"


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ("{some: awards, within: judged_year}", "awards held, the judged year: at least 1"),
        (
            "{some: awards, within: {last: 3}}",
            "awards held, 3 years up to the judged year: at least 1",
        ),
        (
            "{some: awards, within: {last: 2, ending: year_before}}",
            "awards held, 2 years up to the year before the judged one: at least 1",
        ),
        (
            "{streak: awards, within: {ending: year_before}, is: 2}",
            "consecutive years with awards held, up to the year before the judged one: exactly 2",
        ),
        ("{some: awards, within: period}", "awards held, 2024–2026: at least 1"),
        ("{first: awards, at_most: 2020}", "first year with awards held: 2020 or earlier"),
    ],
)
def test_years_are_counted_from_the_judged_one_where_the_rule_does(
    condition: str, text: str
) -> None:
    rows = told(f"titles: {{prize: {{criteria: {{a: {{require: {condition}}}}}}}}}")
    assert english("a", rows) == [f"Asks: {text}"]


@pytest.mark.parametrize("name", ["received", "year_start", "year_end", "next_year_start"])
def test_a_day_that_each_dossier_has_of_its_own_is_not_dated(name: str) -> None:
    condition = f"{{months: {{from: joined, to: {name}}}, at_least: 6}}"
    rows = told(f"titles: {{prize: {{criteria: {{a: {{require: {condition}}}}}}}}}")
    assert english("a", rows)[0].startswith("Asks: at least 6 months from joined on to the ")
    assert not any(sign.isdigit() for sign in english("a", rows)[0].partition("months")[2])


def test_a_title_says_whom_it_is_for_and_how_the_eligible_are_ranked() -> None:
    rows = told("""
definitions:
  member:
    text: {vi: đảng viên, en: is a member}
    cite: D
    condition: {fact: party_member, is: true}
  idle: {text: {vi: không, en: is idle}, cite: D, condition: {fact: heads_unit, is: true}}
titles:
  prize:
    recorded_as: cstdcs
    applies_to: {meets: member}
    reasons: [b, a]
    criteria:
      a: {require: {fact: party_member, is: true}}
      b: {require: {fact: party_member, is: true}}
    prefer:
      - {text: {vi: một, en: one}, cite: P, most: {count: awards}}
      - {text: {vi: hai, en: two}, cite: P, least: {count: discipline}}
      - {text: {vi: ba, en: three}, cite: P, first: {meets: member}}
""")
    assert english("prize", rows) == [
        "Title or commendation of persons",
        "For: is a member",
        "Decisions call it: emulation soldier at grassroots level",
        "Order in which refusals are told: b → a",
    ]
    said = [text for *_, text, _ in rows]
    assert {
        "More, or higher, comes first: awards held",
        "Less, or lower, comes first: disciplinary decisions",
        "Comes first: is a member",
    } <= set(said)
    assert english("member", rows) == ["Means: is a Party member"]
    assert english("idle", rows) == ["Not used by any criterion yet"]


def test_what_comes_from_another_pack_says_so() -> None:
    base = pack("""
parameters: {least: {value: 1}, most: {value: 9}}
titles:
  prize:
    criteria:
      kept: {require: {count: awards, at_least: $least}}
      ended: {require: {count: awards, at_most: $most}}
""")
    head = HEAD.replace("pack: small", "pack: local\nextends: small").replace("1/KH", "2/QĐ")
    body = """
overrides:
  parameters: {least: {value: 2, cite: L1, derogates: {cite: art. 9}}}
  titles:
    prize:
      add: {added: {require: {fact: party_member, is: true}, cite: L2}}
      end: {ended: {to: 2025-12-31, cite: L3}}
titles: {own: {criteria: {a: {require: {eligible: prize}}}}}
"""
    rows = told(body, head, LoadedPack(base, Path(), b""))
    assert "Taken over from: small" in english("prize", rows)
    assert "Taken over from: small" not in english("own", rows)
    assert english("small", rows) == ["Titles and duties: prize", "Parameters: least, most"]
    assert ("`prize/added`", "**yêu cầu**", "**requirement**", "L2") in rows
    assert english("prize/ended", rows) == ["Applies to dossiers received until 2025-12-31"]
    assert english("least", rows)[-2:] == [
        "Another value: 1 requirement → 2 requirement",
        "Legal basis for deviating: art. 9",
    ]


def test_no_sign_of_a_text_means_anything_to_markdown() -> None:
    assert escaped("a|b <i> *c* `d` [e](f) &lt; 5$\n g") == (
        r"a\|b \<i\> \*c\* \`d\` \[e\](f) \&lt; 5\$ g"
    )
    assert escaped("# TH&THCS") == r"\# TH&THCS"
