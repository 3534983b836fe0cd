"""Only what later queries ask for is kept of a table."""

import ibis

from engine.batch.pruning import needed

PEOPLE = ibis.table({"subject": "string", "age": "int64", "name": "string", "unit": "string"}, "p")
UNITS = ibis.table({"subject": "string", "size": "int64", "place": "string"}, "u")


def test_columns_that_nothing_asks_for_are_left_out() -> None:
    first = PEOPLE.mutate(old=PEOPLE["age"] > 60)
    kept = ibis.table(first.schema(), "first")
    last = kept.filter(kept["old"]).select("subject")
    assert needed({"first": first, "last": last}, ["first"]) == {"first": ["subject", "old"]}


def test_what_joins_groups_and_chooses_rows_is_asked_for() -> None:
    first = PEOPLE.select("subject", "age", "name", "unit")
    kept = ibis.table(first.schema(), "first")
    counted = kept.group_by("unit").agg(oldest=kept["age"].max(), names=kept["name"].count())
    last = UNITS.left_join(counted, [("subject", "unit")]).select("place", "oldest")
    found = needed({"first": first, "units": UNITS, "last": last}, ["first"])
    assert found == {"first": ["age", "unit"]}


def test_of_rows_that_must_differ_every_column_is_asked_for() -> None:
    first = PEOPLE.select("subject", "age", "unit")
    kept = ibis.table(first.schema(), "first")
    last = kept.select("age", "unit").distinct().select("age")
    assert needed({"first": first, "last": last}, ["first"]) == {"first": ["age", "unit"]}
