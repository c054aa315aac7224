"""``[duplicates]`` of city.toml: from when on a case is offered as likely the same matter."""

from collections.abc import Mapping

from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table

_WHOLE = ("near_m", "far_m", "days_open", "days_closed", "at_most")


def read_duplicates(root: Table) -> Mapping[str, float]:
    """Read the thresholds, noting every mistake."""
    table = root.table("duplicates")
    said: dict[str, float] = {"offer_at": table.number("offer_at")}
    said |= {key: int(table.number(key)) for key in _WHOLE}
    if table.data:
        _check(table, said)
    table.done()
    return said


def _check(table: Table, said: Mapping[str, float]) -> None:
    if not 0 < said["offer_at"] <= 1:
        table.wrong("offer_at", _("is out of range"), _("Write a number above 0 and up to 1"))
    for key in _WHOLE:
        if said[key] < 1:
            table.wrong(key, _("%(value)s offers nothing", value=said[key]), _("Write 1 or more"))
    if said["far_m"] < said["near_m"]:
        table.wrong("far_m", _("is less than near_m"), _("Write the greater distance here"))
