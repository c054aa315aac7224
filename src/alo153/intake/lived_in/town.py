"""The content of the city's own files, for inventing its past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random

from alo153.accounts.queries import holding
from alo153.calls.floor import city_queues
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity
from alo153.city import queries
from alo153.city.models import CaseKind, District, Neighborhood, Topic, Unit
from alo153.city.place import Place
from alo153.city.queries import UnitRoute
from alo153.city.rules.calendar import due_at


class NothingToInventFrom(Exception):
    """The city or its demo people are not loaded."""


@dataclass(frozen=True)
class Resident:
    """An invented citizen, and how to reach them."""

    citizen: Citizen
    identity: Identity


class Town:
    """Topics, places, people and rules of the loaded city."""

    def __init__(self, random: Random) -> None:
        self.random, self.city = random, queries.city()
        self.language = self.city.language
        phones = Identity.objects.filter(kind=Channel.PHONE).order_by("pk")
        self.example = phones.values_list("value", flat=True).first() or ""
        self.calendar = queries.working_calendar()
        public = Topic.objects.filter(parent__isnull=False, retired_at=None, confidential=False)
        self.topics = list(public.order_by("position"))
        self.places = list(Neighborhood.objects.filter(retired_at=None).select_related("district"))
        self.kinds = [kind for kind in queries.kinds() if not (kind.needs or kind.register)]
        self.outside = list(Unit.objects.filter(kind=Unit.Kind.OUTSIDE, retired_at=None))
        self.agents = list(holding(ANSWER_CALLS).order_by("pk"))
        self.number = next((each.key for each in city_queues.public_numbers()), "")
        self.workers = list(holding(WORK_ON_UNIT_CASES).order_by("pk"))
        if not all((self.example, self.topics, self.places, self.kinds, self.agents, self.workers)):
            raise NothingToInventFrom
        # Few topics are most of the work, as everywhere
        random.shuffle(self.topics)
        self._weights = [1 / (rank + 2) for rank in range(len(self.topics))]
        self.route = cache(self._route)

    def topic(self) -> Topic:
        """Draw a topic."""
        return self.random.choices(self.topics, self._weights)[0]

    def becomes_a_case(self, topic: Topic | None) -> bool:
        """Say whether applications are opened about a topic."""
        others = Topic.Responsibility.OUTSIDE
        return bool(topic and not topic.information_only and topic.responsibility != others)

    def matter(self) -> Topic:
        """Draw a topic of which applications are opened."""
        while not self.becomes_a_case(topic := self.topic()):
            continue
        return topic

    def kind(self, topic: Topic) -> CaseKind:
        """Return the usual kind of a topic, or the first one without further required data."""
        usual = (kind for kind in self.kinds if kind.slug == topic.default_kind)
        return next(usual, self.kinds[0])

    def _route(self, topic: Topic, district: District) -> UnitRoute:
        return queries.find_route(topic=topic, place=Place(district=district, layer="metropolitan"))

    def due(self, kind: CaseKind, topic: Topic, at: datetime) -> datetime:
        """Return until when a case is to be answered."""
        return due_at(at, queries.standard_for(kind, topic), self.calendar)
