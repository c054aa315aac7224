"""The communication centers: which there are, when they are open, whom they call first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import get_language

from alo153.city.models import Office, OfficeService
from alo153.city.models.city_key import at_hand
from alo153.city.queries.city import working_calendar
from alo153.city.queries.current import city
from alo153.city.rules.opening import Hours
from alo153.core.ttl_cache import Derived

_offices = Derived(
    at_hand(Office),
    lambda rows: {row.slug: row for row in rows.values() if row.retired_at is None},
)
_services = Derived(
    at_hand(OfficeService),
    lambda rows: [row for row in rows.values() if row.retired_at is None],
)


@dataclass(frozen=True, kw_only=True)
class Priority:
    """A group that is called as if it had come so much earlier; no label: nobody."""

    ahead: timedelta
    label: str


def offices_now() -> Mapping[str, Office]:
    """Return the communication centers by slug, in Turkish order."""
    return _offices()


def services_of(office: Office) -> list[OfficeService]:
    """Return what visitors come for, by letter."""
    return [row for row in _services() if row.office_id == office.pk]


def is_office_open(office: Office, at: datetime) -> bool:
    """Tell whether a communication center is open at an instant; holidays close it."""
    return _hours(office.hours).open_at(at.timestamp())


def chat_opens_at(at: datetime) -> datetime | None:
    """Return when chats are answered again; nothing while they are. Holidays close them."""
    if not (days := city().chat_hours):
        return None
    opens = _hours(days).opens_after(at.timestamp())
    return None if opens <= at.timestamp() else datetime.fromtimestamp(opens, UTC)


def _hours(days: list[list[list[str]]]) -> Hours:
    calendar = working_calendar()
    spans = tuple(tuple(_span(*span) for span in day) for day in days)
    return Hours(days=spans, zone=calendar.timezone, closed_from=calendar.closed_from)


def _span(opens: str, closes: str | None) -> tuple[time, time | None]:
    return time.fromisoformat(opens), time.fromisoformat(closes) if closes else None


def priority() -> Priority:
    """Return whom the communication centers call first, in the reader's language."""
    said = city().priority
    labels = said.get("labels", {})
    label = labels.get(get_language()) or next(iter(labels.values()), "")
    return Priority(ahead=timedelta(minutes=said.get("minutes", 0)), label=label)
