"""city.toml, table [closing]: how long a citizen is asked whether it is solved, and what counts."""

from collections.abc import Mapping
from dataclasses import asdict

from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table
from alo153.city.rules.closing import BOUNDS, ClosingPolicy


def read_closing(root: Table) -> Mapping[str, int]:
    """Return the numbers of the table; the usual one for each that is left out."""
    usual = asdict(ClosingPolicy())
    if not isinstance(root.value("closing", {}), dict) or not root.data.get("closing"):
        return usual
    table = root.table("closing")
    found = {name: _number(table, name, usual[name]) for name in BOUNDS}
    table.done()
    return found


def _number(table: Table, name: str, usual: int) -> int:
    value = table.value(name, usual)
    least, most = BOUNDS[name]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        table.wrong(
            name,
            _("%(value)s cannot be used", value=repr(value)),
            _("Write %(least)s to %(most)s, no quotes", least=least, most=most),
        )
        return usual
    return value
