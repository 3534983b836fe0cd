"""The title as a decision of zen-engine: expressions for each criterion, a table for the outcome.

ZEN has no unknown: a comparison with null is false. As one does in practice, each criterion is
told as a number, 0 not met, 1 unknown, 2 met, and put together by min and max.
"""

import time
from pathlib import Path
from typing import Any

from .peers import Peer
from .sample import read_sample, situations

NOTE = "no unknown: verdicts are numbers, and each count is asked twice, surely and perhaps"

_INSIDE = "#.year != null and #.year >= 2021 and #.year <= 2025"
_PERHAPS = "(#.year == null or (#.year >= 2021 and #.year <= 2025))"
_POOR = '(#.grade == "not_completed" or #.grade == "completed")'


def _yes(fact: str) -> str:
    return f"{fact} == null ? 1 : ({fact} ? 2 : 0)"


def _one_of(values: str) -> str:
    return f"role == null ? 1 : (role in {values} ? 2 : 0)"


def _at_least(
    rows: str, number: int, surely: str = "true", perhaps: str = "true", add: str = "0"
) -> str:
    least = f"count({rows}, {_INSIDE} and {surely})"
    most = f"count({rows}, {_PERHAPS} and {perhaps}) + {add}"
    return f"{least} >= {number} ? 2 : ({most} >= {number} ? 1 : 0)"


def _none(rows: str, surely: str = "true", perhaps: str = "true", add: str = "0") -> str:
    return f"2 - ({_at_least(rows, 1, surely, perhaps, add)})"


def _missing(year: int) -> str:
    served = f"first_year <= {year} and last_year >= {year}"
    return f"({served} and not(some(ratings, #.year == {year})) ? 1 : 0)"


FACTS = {
    "missing": " + ".join(_missing(year) for year in range(2021, 2026)),
    "manager": _one_of('["manager"]'),
    "party": _yes("party_member"),
    "heads": _yes("heads_unit"),
    "employee": _one_of('["teacher", "staff", "worker"]'),
    "not_leader": "2 - max([$.manager, $.party, $.heads])",
    "not_employee": "2 - $.employee",
    "results": _yes("outstanding_results"),
    "honours": _at_least("awards", 2, "#.award_revoked != true", "#.award_revoked != true"),
    "undisciplined": _none("discipline"),
    "lawful": _yes("keeps_law"),
    "example": _yes("sets_example"),
    "vote": _yes("voted"),
    "trust": _yes("trusted"),
    "committee": _yes("party_committee_confirms"),
    "good_years": _none("ratings", _POOR, f"(#.grade == null or {_POOR})", "$.missing"),
    "excellent_years": _at_least(
        "ratings",
        1,
        '#.grade == "excellent"',
        '(#.grade == null or #.grade == "excellent")',
        "$.missing",
    ),
}
CRITERIA = {
    "registered": _at_least("registrations", 1),
    "dynamic_": _yes("dynamic"),
    "initiatives_": _at_least("initiatives", 2, "#.recognised == true", "#.recognised != false"),
    "outstanding": "max([$.honours, $.results])",
    "joins": _yes("joins_movements"),
    "commitment": _none(
        "ratings", "#.commitment_kept == false", "#.commitment_kept != true", "$.missing"
    ),
    "law": "min([$.lawful, $.undisciplined])",
    "family": _yes("family_culture"),
    "sets_example_": "max([$.not_leader, $.example])",
    "rated_good": "max([$.not_leader, $.good_years])",
    "rated_excellent": "max([$.not_leader, $.excellent_years])",
    "voted_": "max([$.not_employee, $.vote])",
    "trusted_": "max([$.not_employee, $.trust])",
    "committee_confirms": "max([$.not_employee, $.committee])",
}
APPLIES = {"applies": _one_of('["manager", "teacher", "staff", "worker"]')}


def model() -> dict[str, Any]:
    """The decision model: input, expressions, a table of the first hit, output."""
    told = {**FACTS, **APPLIES, **CRITERIA}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        {
            "id": "judge",
            "name": "judge",
            "type": "expressionNode",
            "content": {
                "expressions": [
                    {"id": name, "key": name, "value": value} for name, value in told.items()
                ]
            },
        },
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": _table()},
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    steps = [("in", "judge"), ("judge", "table"), ("table", "out")]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in steps
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _table() -> dict[str, Any]:
    fields = [*APPLIES, *CRITERIA]
    hits: list[tuple[dict[str, str], int]] = [({"applies": "0"}, 3)]
    hits += [({name: "0"}, 0) for name in CRITERIA]
    hits += [({name: "1"}, 1) for name in fields]
    hits.append(({}, 2))
    return {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": name} for name in fields],
        "outputs": [{"id": "outcome", "name": "outcome", "field": "outcome"}],
        "rules": [
            {
                "_id": str(number),
                **{name: asked.get(name, "") for name in fields},
                "outcome": str(outcome),
            }
            for number, (asked, outcome) in enumerate(hits)
        ],
    }


_BATCH = 1000
"""Records that go to the engine at once; one at a time takes three times as long."""


def run(folder: Path, persons: int = 20_000) -> Peer:
    """Decide the first persons of a dataset; making their records is told apart."""
    import zen

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"title": model()}}})
    start = time.perf_counter()
    records = situations(read_sample(folder, persons))
    ready = time.perf_counter()
    found = {}
    for at in range(0, len(records), _BATCH):
        batch = records[at : at + _BATCH]
        answers = engine.evaluate_batch([{"key": "title", "context": each} for each in batch])
        for record, answer in zip(batch, answers, strict=True):
            found[record["person_id"]] = int(answer["data"]["result"]["outcome"])
    took = time.perf_counter() - ready
    return Peer("zen-engine", len(found), took, found, NOTE, ready - start)
