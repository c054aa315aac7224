"""What the city says of a case, asked once and remembered: where it goes, and until when."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from alo153.accounts.queries import holding
from alo153.accounts.registry import Permission
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.rules.clocks import Policy, Step, tell_at
from alo153.cases.rules.clocks.telling import policy_of
from alo153.citizens.channel import Channel
from alo153.city import queries
from alo153.city.models import CaseKind, District, Neighborhood, Topic
from alo153.city.place import Place
from alo153.city.queries import UnitRoute
from alo153.city.rules.calendar import Standard, due_at
from bench.center import BenchError

LAYERS = ("metropolitan", "district", "")
_CHANNELS = {
    "Constituent Call": Channel.PHONE,
    "Citizens Connect App": Channel.WEB,
    "Self Service": Channel.WEB,
}


@dataclass(frozen=True)
class People:
    """The staff of the municipality, by key."""

    agents: tuple[int, ...]
    unit_staff: tuple[int, ...]


class Town:
    """The city that is loaded. What it is asked for often costs a look into a dictionary."""

    def __init__(self) -> None:
        self.topics = list(queries.topics_by_group().order_by("position"))
        self.neighborhoods = list(
            Neighborhood.objects.filter(retired_at=None).select_related("district__municipality")
        )
        self.kinds = [kind for kind in queries.kinds() if not (kind.needs or kind.register)]
        self.calendar = queries.working_calendar()
        self.policy: Policy = policy_of(queries.city().telling)
        self.people = People(_holders(ANSWER_CALLS), _holders(WORK_ON_UNIT_CASES))
        if not (self.topics and self.neighborhoods and self.kinds):
            raise BenchError("the city has no topics, neighborhoods or kinds to open cases with")
        self._route_in = cache(self._route)
        self._due_by_day = cache(self._due)

    def topic_of(self, words: str) -> Topic:
        """Return always the same topic for the same words, from all over the list."""
        return self.topics[zlib.crc32(words.encode()) % len(self.topics)]

    def place_of(self, words: str) -> Neighborhood:
        """Return always the same neighborhood for the same words."""
        return self.neighborhoods[zlib.crc32(words.encode()) % len(self.neighborhoods)]

    def kind(self, number: int) -> CaseKind:
        """Return one of the kinds without further demands; most are the first."""
        return self.kinds[number % len(self.kinds) if number % 3 == 0 else 0]

    def route(self, topic: Topic, near: Neighborhood, layer: str) -> UnitRoute:
        """Return where a case goes; asked once for a topic, a district and an owner of the place.

        Rules for one neighborhood are thereby passed over.
        """
        return self._route_in(topic, near.district, layer)

    def _route(self, topic: Topic, district: District, layer: str) -> UnitRoute:
        return queries.find_route(topic=topic, place=Place(district=district, layer=layer))

    def due(self, standard: Standard, at: datetime) -> datetime:
        """Return until when a case opened then is to be answered; days do not ask for the hour."""
        if standard.unit in {"hours", "working_hours"}:
            return due_at(at, standard, self.calendar)
        return self._due_by_day(standard, at.astimezone(self.calendar.timezone).date())

    def _due(self, standard: Standard, day: date) -> datetime:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=self.calendar.timezone)
        return due_at(noon, standard, self.calendar)

    def reminds_at(self, opened: datetime, due: datetime) -> datetime:
        """Return when the unit of a case is reminded."""
        return tell_at(
            Step.REMIND, started=opened, due=due, policy=self.policy, calendar=self.calendar
        )


def channel_of(source: str) -> Channel:
    """Return how a report came in, in our words."""
    return _CHANNELS.get(source, Channel.COUNTER)


def _holders(permission: Permission) -> tuple[int, ...]:
    held = holding(permission).order_by("pk").values_list("pk", flat=True)
    if not held:
        raise BenchError(f"nobody holds {permission.key}: load the demo first")
    return tuple(held)
