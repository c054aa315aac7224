"""Changes of topic, kind or place of a case, in words for staff."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case, ClockEntry, Reclassification
from alo153.city import queries as unit_queries

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_LABELS: "dict[str, StrPromise]" = {"topic": _("Topic"), "kind": _("Kind"), "place": _("Place")}


def told(case: Case) -> Iterator[tuple[int, str]]:
    """Yield for each reclassification its key, and a line for each change and for the reason."""
    rows = list(Reclassification.objects.filter(case=case))
    for place, row in enumerate(rows, 1):
        was, became = _facts(row), _facts(rows[place] if place < len(rows) else case)
        lines = [
            f"{_LABELS[name]}: {was[name]} → {became[name]}"
            for name in _LABELS
            if was[name] != became[name]
        ]
        yield row.pk, "\n".join([*lines, row.reason])


def day(row: ClockEntry | None) -> str:
    """Return the day by which a line of a running clock is due, as people write it."""
    due = row.due_at.astimezone(unit_queries.zone()) if row and row.due_at else None
    return formats.date_format(due, "DATE_FORMAT") if due else ""


def promise(row: ClockEntry | None) -> str:
    """Say to a citizen by when they get an answer now; empty while nobody knows."""
    date = day(row)
    words = _("You get an answer by %(date)s at the latest.")
    return str(words) % {"date": date} if date else ""


def _facts(at: Case | Reclassification) -> dict[str, str]:
    names = [place.name for place in (at.district, at.neighborhood) if place]
    parts = [*names, at.address, at.get_place_layer_display() if at.place_layer else ""]
    where = ", ".join(part for part in parts if part) or str(_("not given"))
    return {"topic": at.topic.name, "kind": at.kind.name, "place": where}
