"""[lists] of queues.toml: what outgoing lists may take of the center."""

from dataclasses import fields

from alo153.city.citypack.queue_parts import ListsLine
from alo153.city.citypack.typed_values import Table

LARGEST = 10_000
MAY_BE_NONE = frozenset({"reserve_lines", "reserve_agents"})


def read_lists(root: Table) -> ListsLine:
    """Read the limits; careful ones where nothing is said."""
    if "lists" not in root.data:
        return ListsLine()
    table, usual = root.table("lists"), ListsLine()
    said = {
        field.name: table.count(field.name, range(int(field.name not in MAY_BE_NONE), LARGEST))
        for field in fields(usual)
        if field.name in table.data
    }
    found = ListsLine(**said)
    if found.reserve_lines >= found.lines:
        table.wrong(
            "reserve_lines",
            f"{found.reserve_lines} leave none of {found.lines} lines to call with",
            "Write fewer than lines",
        )
    table.done()
    return found
