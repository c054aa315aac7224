"""The city itself: its name and colors, its texts, its working time."""

from datetime import datetime

from django.db.models import QuerySet

from alo153.city.models import CaseKind, Topic
from alo153.city.queries.current import city
from alo153.city.rules import calendar
from alo153.city.rules.alarms import Watch, alarms_of, heard
from alo153.city.rules.calendar import Standard, StandardUnit, WorkingCalendar
from alo153.city.rules.closing import ClosingPolicy, policy_of
from alo153.city.rules.promises import BY_POLICY
from alo153.city.rules.quiet_hours import QuietHours, quiet_hours_of
from alo153.city.rules.sms_keywords import Spellings, spellings_of
from alo153.core.ttl_cache import Derived

_calendar = Derived(
    city,
    lambda here: calendar.from_data(here.working_time, here.timezone, here.country),
)
_alarms = Derived(city, lambda here: alarms_of(here.alarms, here.language))


def working_calendar() -> WorkingCalendar:
    """Return when the city works: hours, weekends, public holidays, administrative leave."""
    return _calendar()


def closing_policy() -> ClosingPolicy:
    """Return how long citizens are asked whether it is solved, and what counts."""
    return policy_of(city().closing)


def quiet_hours() -> QuietHours | None:
    """Return when citizens are told nothing that can wait, if the city has such hours."""
    return quiet_hours_of(city().quiet_hours)


def sms_keywords() -> Spellings:
    """Return the words that are answered by SMS without a person."""
    return spellings_of(city().sms_keywords)


def alarms() -> tuple[Watch, ...]:
    """Return the alarms that the city listens for."""
    return _alarms()


def kinds() -> QuerySet[CaseKind]:
    """Return the kinds that an application may be of, in the city's order."""
    return CaseKind.objects.filter(retired_at=None)


def standard_for(kind: CaseKind | None, topic: Topic, words: str = "") -> Standard:
    """Return the clock of an application: the kind's, else the topic's, else 30 days by policy.

    An alarm in the words has its own time, where that is shorter; a time set by law stays.
    """
    if kind and kind.standard_amount is not None:
        return Standard(kind.standard_amount, StandardUnit(kind.standard_unit))
    of_topic = BY_POLICY
    if topic.standard_amount is not None:
        of_topic = Standard(topic.standard_amount, StandardUnit(topic.standard_unit))
    return _of_alarms(words, of_topic)


def _of_alarms(words: str, otherwise: Standard) -> Standard:
    times = [each.answer_hours for each in heard(words, alarms()) if each.answer_hours]
    if not times:
        return otherwise
    by_clock = otherwise.unit in {StandardUnit.HOURS, StandardUnit.WORKING_HOURS}
    is_sooner = by_clock and otherwise.amount <= min(times)
    return otherwise if is_sooner else Standard(min(times), StandardUnit.HOURS)


def promised_at(topic: Topic, at: datetime, kind: CaseKind | None = None) -> datetime:
    """Return when a case opened now is due."""
    return calendar.due_at(at, standard_for(kind, topic), working_calendar())


def text(key: str, language: str) -> str:
    """Return a message's template in a language, in the city's own where it has no other.

    Args:
        key: one of `texts.KEYS`.
    """
    here = city()
    own: str = here.texts[here.language][key]
    other: str | None = here.texts.get(language, {}).get(key)
    return other or own
