"""Which columns of a table later queries really ask for, so that no others need be kept."""

from collections.abc import Iterator, Mapping, Sequence

from ibis.expr import operations as ops
from ibis.expr import types as ir

Column = tuple[ops.Relation, str]


def asked_of_tables(query: ir.Table, names: Sequence[str]) -> dict[str, set[str]]:
    """The columns of unbound tables, by their names, that some columns of a query need."""
    found: dict[str, set[str]] = {}
    waiting: list[Column] = [(query.op(), name) for name in names]
    seen: set[Column] = set()
    while waiting:
        column = waiting.pop()
        if column in seen:
            continue
        seen.add(column)
        relation, name = column
        if isinstance(relation, ops.UnboundTable):
            found.setdefault(relation.name, set()).add(name)
        else:
            waiting.extend(_sources(relation, name))
    return found


def _sources(relation: ops.Relation, name: str) -> Iterator[Column]:
    """The columns that one column of a relation is made of, and those that choose its rows."""
    match relation:
        case ops.Aggregate(groups=groups, metrics=metrics):
            chosen = [*groups.values(), *([metrics[name]] if name in metrics else [])]
            yield from _fields(chosen)
        case ops.JoinChain(rest=rest, values=values):
            yield from _fields([values[name], *(each for link in rest for each in link.predicates)])
        case ops.Project(values=values):
            yield from _fields([values[name]])
        case ops.Filter(parent=parent, predicates=predicates):
            yield parent, name
            yield from _fields(predicates)
        case ops.Reference(parent=parent) | ops.DropColumns(parent=parent):
            yield parent, name
        case _:  # each of its columns may decide which rows there are
            for parent in relation.__children__:
                if isinstance(parent, ops.Relation):
                    yield from ((parent, each) for each in parent.schema.names)


def _fields(values: Sequence[ops.Value]) -> Iterator[Column]:
    for value in values:
        for each in value.find(ops.Field, filter=ops.Value):
            yield each.rel, each.name


def needed(queries: Mapping[str, ir.Table], kept: Sequence[str]) -> dict[str, list[str]]:
    """The columns of each kept table that are asked for, in their order.

    Parameters: ``queries`` read each other by their names, each only those before it; what
    none of the others reads is asked for whole.
    """
    asked: dict[str, set[str]] = {}
    for name, query in reversed(list(queries.items())):
        columns = asked.get(name, set(query.columns))
        for table, more in asked_of_tables(query, sorted(columns)).items():
            asked.setdefault(table, set()).update(more)
    return {
        name: [column for column in queries[name].columns if column in asked[name]]
        for name in kept
        if name in asked
    }
