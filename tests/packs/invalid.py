"""A small pack, and the ways to get it wrong; ``§`` marks the place that must be told."""

from typing import NamedTuple

SMALL = """\
pack: small
version: 1.0.0
name: {vi: Nhỏ, en: Small}
instrument: {kind: plan, issuer: {vi: Phòng, en: Office}, in_force: {from: 2021-01-01}}
years: {axis: calendar, from: 2021, to: 2025}
parameters:
  many: {value: 2, unit: {vi: lần, en: times}, text: {vi: Nhiều, en: Many}, cite: I}
definitions:
  leader: {text: {vi: Quản lý, en: Manager}, cite: I, condition: {fact: role, is: manager}}
titles:
  exemplar:
    name: {vi: Điển hình, en: Exemplar}
    subject: person
    cite: II
    criteria:
      culture:
        text: {vi: Gia đình văn hóa, en: Culture}
        cite: II.1
        require: {fact: family_culture, is: true}
  model:
    name: {vi: Mô hình, en: Model}
    subject: person
    cite: III
    criteria:
      exemplary:
        text: {vi: Là điển hình, en: Is exemplary}
        cite: III.1
        status: confirmed
        require: {eligible: exemplar}
"""
PREFER = "    prefer: [{{text: {{vi: a, en: b}}, cite: I{}}}]\n  model:"
COUNT, MEMBER = "{count: awards}", "{fact: party_member, is: true}"
REQUIRE = "require: {fact: family_culture, is: true}"
ENDING = "values: {2021-01-01: 2, 2023-01-01: null}"
MONTHS = "{{months: {{from: {}, to: received}}, at_least: 1}}"
CRITERION = "{text: {vi: a, en: b}, cite: I, require: {fact: family_culture, is: true}}"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcde", "bcdef", strict=True)
)


class Invalid(NamedTuple):
    """A file with its marked mistake, the code that tells it and a word that must be said."""

    id: str
    text: str
    code: str
    said: str
    of_shape: bool = False

    @property
    def content(self) -> str:
        return self.text.replace("§", "")

    @property
    def where(self) -> str:
        before = self.text.partition("§")[0].split("\n")
        return f"pack.yaml:{len(before)}:{len(before[-1]) + 1}"


def changed(before: str, after: str) -> str:
    assert SMALL.count(before) == 1, before
    return SMALL.replace(before, after)


def required(condition: str) -> str:
    """The small pack with another condition."""
    return changed(REQUIRE, f"require: {condition}")


def versioned(*periods: str) -> str:
    """The small pack with versions in place of the criteria of its first title."""
    start, end = SMALL.index("    criteria:"), SMALL.index("  model:")
    versions = "".join(f"      - {{{p}, cite: I, criteria: {{c: {CRITERION}}}}}\n" for p in periods)
    return f"{SMALL[:start]}    versions:\n{versions}{SMALL[end:]}"


SYNTAX = [
    Invalid("a tab", "a:\n§\tb: 1\n", "yaml-tab", "tab"),
    Invalid("a key twice", changed("version:", "§pack: x\nversion:"), "yaml-duplicate", "line 1"),
    Invalid(
        "two criteria with one id",
        changed("  model:", f"      §culture: {CRITERION}\n  model:"),
        "yaml-duplicate",
        "`culture`",
    ),
    Invalid(
        "two operators of one name", required("{fact: a, is: 1, §is: 2}"), "yaml-duplicate", "is"
    ),
    Invalid("an anchor bomb", BOMB.replace("f: &f [*e", "f: &f [§*e"), "yaml-too-many", "*"),
    Invalid("an anchor in itself", "a: &a [1, §*a]\n", "yaml-alias-inside", "`*a`"),
    Invalid("an alias of nothing", "a: §*b\n", "yaml-alias", "`&b`"),
    Invalid("a merge of a number", "a: {§<<: 3}\n", "yaml-merge", "<<"),
    Invalid("a tag", "a: §!!python/object/apply:os.system [ls]\n", "yaml-tag", "os.system"),
    Invalid("deep lists", "[" * 60 + "§" + "[" * 9, "yaml-too-deep", "60"),
    Invalid(
        "deep mappings",
        "".join(f"{' ' * n}{'§' * (n == 60)}a:\n" for n in range(70)),
        "yaml-too-deep",
        "60",
    ),
    Invalid("a list as key", "? §[a]\n: 1\n", "yaml-key", "key"),
    Invalid("a NUL", "a: 1\nb: x§\0\n", "yaml-character", "U+0000"),
    Invalid("half a surrogate", 'a: §"\\ud800"\n', "yaml-value", "ud800"),
    Invalid("a day that is none", "a: §2021-02-30\n", "yaml-value", "2021-02-30"),
    Invalid("a number without end", "a: §1e999\n", "yaml-value", "1e999"),
    Invalid("a number of many digits", f"a: §{'9' * 5000}\n", "yaml-value", "999"),
    Invalid("two documents", "a: 1\n§---\nb: 1\n", "yaml-documents", "---"),
    Invalid("two keys on a line", "a: b§: c\n", "yaml-colon", "quotes"),
    Invalid("a key without colon", "a: 1\n§b\nc: 2\n", "yaml-no-colon", "`:`"),
    Invalid("an open bracket", "a: [1, 2\nb§: 3\n", "yaml-open-bracket", "bracket"),
    Invalid("an open quote", "a: 1\nb: §'x\nc: 1\n", "yaml-open-quote", "closed"),
    Invalid("a line too far left", "- a: 1\n §b: 2\n", "yaml-indent", "indented"),
    Invalid("a sign before a value", "a: §@x\n", "yaml-start", "`@`"),
    Invalid("an escape that is none", 'a: "\\§q"\n', "yaml", "escape"),
]

SHAPE = [
    Invalid("nothing at all", "§", "shape-type", "mapping", True),
    Invalid(
        "a missing key",
        changed("  exemplar:\n    name: {vi: Điển hình, en: Exemplar}", "  §exemplar:"),
        "shape-missing",
        "titles.exemplar.name",
        True,
    ),
    Invalid(
        "an unknown key",
        changed("version: 1", "§versio: 1"),
        "shape-unknown-key-near",
        "`version`",
        True,
    ),
    Invalid(
        "a key like no other",
        changed("version: 1", "§zzz: 1\nversion: 1"),
        "shape-unknown-key",
        "extends",
        True,
    ),
    Invalid(
        "a key of a condition",
        required("{count: awards, §at_leas: 1}"),
        "shape-unknown-key-near",
        "`at_least`",
        True,
    ),
    Invalid(
        "a key of a window",
        required("{some: awards, within: {§lst: 3}}"),
        "shape-unknown-key-near",
        "`last`",
        True,
    ),
    Invalid(
        "a key of an operand",
        required("{count: awards, at_least: {count: awards, §wher: 1}}"),
        "shape-unknown-key-near",
        "`where`",
        True,
    ),
    Invalid(
        "a key of an edge",
        required("{some: awards, within: {since: {§lates: awards}}}"),
        "shape-unknown-key-near",
        "`latest`",
        True,
    ),
    Invalid(
        "a key of a moment",
        required(MONTHS.format("{latest: awards, §colum: award_date}")),
        "shape-unknown-key-near",
        "`column`",
        True,
    ),
    Invalid(
        "a condition",
        required("{§counts: awards, at_least: 1}"),
        "shape-condition-near",
        "`count`",
        True,
    ),
    Invalid(
        "a condition like no other",
        changed(REQUIRE, "§require: {zzz: 1}"),
        "shape-condition",
        "attested",
        True,
    ),
    Invalid(
        "a condition in a list",
        required("{all: [{fact: role, is: manager}, {§fct: role}]}"),
        "shape-condition-near",
        "`fact`",
        True,
    ),
    Invalid("a word as condition", required("{§not: manager}"), "shape-condition", "manager", True),
    Invalid(
        "two conditions in one",
        required("{fact: role, §holds: ldtt}"),
        "shape-condition-two",
        "`all`",
        True,
    ),
    Invalid(
        "a fact as operand",
        required("{count: awards, §at_least: {fact: role}}"),
        "shape-operand",
        "streak",
        True,
    ),
    Invalid(
        "a bad status",
        changed("status: confirmed", "§status: confirmd"),
        "shape-choice-near",
        "did you mean `confirmed`",
        True,
    ),
    Invalid(
        "a bad subject",
        changed("    subject: person\n    cite: III", "    §subject: pupils\n    cite: III"),
        "shape-choice",
        "person, unit",
        True,
    ),
    Invalid(
        "a bad window",
        required("{some: awards, §within: perio}"),
        "shape-choice-near",
        "`period`",
        True,
    ),
    Invalid(
        "a number as text", changed("version: 1.0.0", "§version: 1.0"), "shape-type", "quotes", True
    ),
    Invalid(
        "a word as year", changed("to: 2025}", "§to: soon}"), "shape-type", "whole number", True
    ),
    Invalid(
        "a year as day",
        changed("{from: 2021-01-01}", "{§from: soon}"),
        "shape-type",
        "year-month-day",
        True,
    ),
    Invalid(
        "a list as number",
        changed("{value: 2,", "{§value: [2],"),
        "shape-type",
        "a number, a day or a word",
        True,
    ),
    Invalid(
        "a list as mapping",
        changed("name: {vi: Nhỏ, en: Small}", "§name: [Nhỏ]"),
        "shape-type",
        "a mapping",
        True,
    ),
    Invalid(
        "a list as moment",
        required(MONTHS.format("[1]").replace("from", "§from")),
        "shape-type",
        "a day or a mapping",
        True,
    ),
    Invalid(
        "a ranking in two ways",
        changed(
            "  model:", PREFER.format(f", most: {COUNT}, first: {MEMBER}").replace("{t", "§{t")
        ),
        "shape-either",
        "`most`, `least`, `first`",
    ),
    Invalid(
        "a ranking in no way",
        changed("  model:", PREFER.format("").replace("{t", "§{t")),
        "shape-either",
        "`most`, `least`, `first`",
    ),
    Invalid(
        "a measure that comes first",
        changed("  model:", PREFER.format(", first: {§cound: awards}")),
        "shape-condition-near",
        "`count`",
        True,
    ),
    Invalid(
        "a round every week",
        SMALL
        + "rounds: {r: {name: {vi: a, en: b}, from: 2021-01-01, to: 2021-12-31, "
        + "§every: week, cite: I}}\n",
        "shape-choice",
        "half_year",
        True,
    ),
    Invalid("no criteria", required("{§all: []}"), "shape-few", "1", True),
    Invalid(
        "a window of no year",
        required("{some: awards, within: {§last: 0}}"),
        "shape-least",
        "1",
        True,
    ),
    Invalid(
        "months with a window",
        required("{months: {from: joined, to: received}, at_least: 1, §within: period}"),
        "shape-unwanted",
        "within",
        True,
    ),
    Invalid(
        "a capital id",
        changed("  exemplar:\n", "  §Exemplar:\n"),
        "shape-form",
        "small letters",
        True,
    ),
    Invalid(
        "a school year",
        changed("{axis: calendar,", "{axis: school, §begins: 31-12,"),
        "shape-form",
        "09-01",
        True,
    ),
    Invalid(
        "a number as key", required("{fact: role, §3: x, is: manager}"), "shape-key", "3", True
    ),
    Invalid(
        "half a range",
        required("{count: awards, §between: [1]}"),
        "shape-missing",
        "between.1",
        True,
    ),
    Invalid(
        "a window that ends before it begins",
        required("{some: awards, §within: {from: 2025, to: 2021}}"),
        "shape-ends-early",
        "ends before it begins",
    ),
    Invalid(
        "a period that ends before it begins",
        changed("years: {axis: calendar, from: 2021", "§years: {axis: calendar, from: 2031"),
        "shape-ends-early",
        "ends",
    ),
    Invalid(
        "two versions at once",
        versioned("from: 2021-01-01, to: 2023-06-01", "from: 2023-01-01").replace(
            "  exemplar:", "  §exemplar:"
        ),
        "shape-two-versions",
        "2023-01-01",
    ),
    Invalid(
        "two operators",
        changed(REQUIRE, "§require: {fact: role, is: manager, is_not: teacher}"),
        "shape-one-operator",
        "exactly one",
    ),
    Invalid(
        "a reserved id", changed("      culture:", "      §outcome:"), "shape-reserved", "outcome"
    ),
]

MEANING = [
    Invalid(
        "an unknown fact",
        required("{§fact: family_cultur, is: true}"),
        "unknown-fact",
        "family_culture",
    ),
    Invalid("a wrong type", required("{fact: family_culture, §is: 3}"), "wrong-type", "boolean"),
    Invalid(
        "more of a boolean",
        required("{fact: family_culture, §at_least: true}"),
        "not-ordered",
        "at_least",
    ),
    Invalid("an unknown value", required("{fact: role, §is: teachr}"), "unknown-value", "teacher"),
    Invalid("an unknown definition", required("{§meets: leadr}"), "unknown-definition", "leader"),
    Invalid(
        "an unknown relation", required("{§none: disciplin}"), "unknown-relation", "discipline"
    ),
    Invalid("an unknown title", required("{§eligible: modl}"), "unknown-title", "model"),
    Invalid(
        "an unknown parameter",
        required("{count: awards, §at_least: $man}"),
        "unknown-parameter",
        "many",
    ),
    Invalid(
        "a circle of titles",
        required("{eligible: model}").replace("  exemplar:", "  §exemplar:"),
        "title-cycle",
        "→",
    ),
    Invalid(
        "a definition of itself",
        changed("{fact: role, is: manager}", "{§meets: leader}").replace(
            REQUIRE, "require: {meets: leader}"
        ),
        "definition-cycle",
        "leader → leader",
    ),
    Invalid(
        "a yearly relation without window",
        required("{§count: ratings, at_least: 1}"),
        "window-missing",
        "within",
    ),
    Invalid(
        "a measure without bound",
        changed(REQUIRE, "§require: {count: awards}"),
        "one-bound",
        "exactly one",
    ),
    Invalid(
        "a bound that is no number",
        required("{count: awards, §at_least: many}"),
        "not-number",
        "many",
    ),
    Invalid(
        "a window too long", required("{some: awards, §within: {last: 90}}"), "window-long", "60"
    ),
    Invalid(
        "a window of no years",
        required("{count: awards, within: {§last: $many}, at_least: 1}").replace(
            "value: 2", "value: 0"
        ),
        "window-years",
        "$many",
    ),
    Invalid(
        "a parameter that ends",
        required("{count: awards, §at_least: $many}").replace("value: 2", ENDING),
        "parameter-ended",
        "01/01/2023",
    ),
]
