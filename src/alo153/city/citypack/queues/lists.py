"""[lists] of queues.toml: what outgoing lists may take of the center."""

from dataclasses import fields

from alo153.city.citypack.mistakes import Words as _
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
            _(
                "%(reserve_lines)s leave none of %(lines)s lines to call with",
                reserve_lines=found.reserve_lines,
                lines=found.lines,
            ),
            _("Write fewer than lines"),
        )
    table.done()
    return found
