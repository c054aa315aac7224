"""Invent the past of a city that has none."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from django.db import transaction

from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity, Person
from alo153.city import queries as city
from alo153.city.events import PastInvented
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.intake.lived_in import hours, phrases
from alo153.intake.lived_in.cases import Cases
from alo153.intake.lived_in.contacts import Answered, Contacts
from alo153.intake.lived_in.past import Past
from alo153.intake.lived_in.town import Resident, Town

_CONTACTS_OF_A_CITIZEN: Final = 3
_BY_PHONE: Final = 0.7
_FIRST_NUMBER: Final = 1_000
"""Smaller numbers belong to demo.toml."""
_SETTLED: Final = timedelta(minutes=30)
"""Older contacts have ended by now."""


class HasAPast(Exception):
    """There are contacts or cases already: real work and invented work are not mixed."""


def is_invented() -> bool:
    """Say whether the past of this city is invented; one query, by an index."""
    return Event.objects.filter(name=PastInvented.name).exists()


@transaction.atomic
def invent_past(*, days: int, contacts: int, cases: int, seed: int, at: datetime) -> PastInvented:
    """Write about so many contacts and cases of the days up to now, the same for the same seed.

    Rows and their typed events are written, so that reports count them; nobody is told, and no
    message leaves.

    Raises:
        HasAPast: a contact or a case is there.
        NothingToInventFrom: the city or its demo people are not loaded.
    """
    if Interaction.objects.exists() or Case.objects.exists():
        raise HasAPast
    past, town = Past(), Town(Random(seed))  # noqa: S311 - nothing secret is drawn
    count = max(contacts // _CONTACTS_OF_A_CITIZEN, 1)
    residents = _residents(town, past, count, since=at - timedelta(days=days))
    opening = Cases(town, past, at)
    calling = Contacts(town, past, at)
    zone = town.calendar.timezone
    for day, number in hours.counts(hours.days_before(at, days, zone), contacts).items():
        instants = hours.instants(day, number, zone, town.random)
        answered = calling.day(day, (x for x in instants if x < at - _SETTLED), residents)
        _open(opening, answered, residents, day, round(cases * number / contacts))
    past.write(until=at)
    link = Case.interactions.through
    rows = [link(case_id=case.pk, interaction_id=contact.pk) for case, contact in opening.links]
    link._default_manager.bulk_create(rows)
    said = PastInvented(days=days, contacts=past.count(Interaction), cases=past.count(Case))
    events.record(said, subject=city.city(), by=SYSTEM, at=at)
    return said


def _open(
    opening: Cases, answered: list[Answered], residents: list[Resident], day: date, wanted: int
) -> None:
    """Open the cases of a day: most from suitable calls, the rest from forms on the web."""
    town = opening.town
    fit = [x for x in answered if town.becomes_a_case(x.contact.topic)]
    by_phone = town.random.sample(fit, min(len(fit), round(wanted * _BY_PHONE)))
    for call in by_phone:
        opening.open(call.contact, call.who, call.ended)
    rest = hours.instants(day, wanted - len(by_phone), town.calendar.timezone, town.random)
    for instant in (x for x in rest if x < opening.now):
        opening.open(None, town.random.choice(residents), instant)


def _residents(town: Town, past: Past, count: int, *, since: datetime) -> list[Resident]:
    found = []
    for number in range(count):
        citizen = past.add(Citizen(created_at=since, language=town.language))
        name = phrases.name(town.language, town.random)
        past.add(Person(citizen=citizen, full_name=name, note=phrases.note(town.language)))
        phone = phrases.phone(town.example, _FIRST_NUMBER + number)
        identity = past.add(Identity(citizen=citizen, kind=Channel.PHONE, value=phone))
        found.append(Resident(citizen, identity))
    return found
