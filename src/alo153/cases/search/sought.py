"""A search: a line, and filters."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.lifecycle import State


class Standing(StrEnum):
    """The state of a case, as a search asks for it."""

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


STANDING_LABELS = {
    Standing.OPEN: _("open"),
    Standing.LATE: _("late"),
    Standing.CLOSED: _("closed"),
}


@dataclass(frozen=True, kw_only=True)
class Sought:
    """A line as typed, and what else must hold; an empty filter fits everything.

    Keys of topic, unit and district; `kind` and `channel` by their slugs; `since` counts with its
    instant, `until` without.
    """

    text: str = ""
    standing: Standing | None = None
    kind: str = ""
    topic: int | None = None
    unit: int | None = None
    district: int | None = None
    channel: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        return self == Sought(text=self.text) and not self.text.strip()

    def filters(self, now: datetime) -> Q:
        """Return the filters as a condition on cases."""
        exact = {
            "kind": self.kind,
            "topic": self.topic,
            "unit": self.unit,
            "district": self.district,
            "channel": self.channel,
            "opened_at__gte": self.since,
            "opened_at__lt": self.until,
        }
        return Q(**{name: value for name, value in exact.items() if value}) & self._stands(now)

    def _stands(self, now: datetime) -> Q:
        match self.standing:
            case Standing.OPEN:
                return ~Q(state=State.CLOSED)
            case Standing.LATE:
                return ~Q(state=State.CLOSED) & Q(due_at__lt=now)
            case Standing.CLOSED:
                return Q(state=State.CLOSED)
        return Q()
