"""Incidents with the reports that joined them: one is open, another was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, Incident
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.city import queries as city
from alo153.city.citypack.typed_values import Table
from alo153.city.models import Neighborhood
from alo153.city.place import Place
from alo153.core.actor import Actor
from alo153.core.geo import Point, point
from alo153.intake.lived_in import phrases
from alo153.intake.lived_in.rooms.moments import When, when
from alo153.intake.lived_in.rooms.room import Room, Staff

_FIRST_NUMBER: Final = 9_500
"""The first telephone number of reporters; conversations have lower ones."""
_BETWEEN: Final = timedelta(minutes=4)
_LATE: Final = timedelta(minutes=10)
"""Between the last report and the incident, and between answer and approval."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """One person's words and place."""

    name: str
    address: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """One incident.

    Args:
        when: the first report.
        hours: how long it is expected to last, or lasted.
        answer: what its unit did, by one of its people; an incident without one is open.
    """

    title: str
    topic: str
    district: str
    neighborhood: str
    when: When
    hours: int
    announced: str
    answer: str
    by: str
    agent: str
    worker: str
    reports: tuple[Report, ...]


def _read(root: Table, staff: Staff) -> list[Event]:
    return [_event(each, staff) for each in root.tables("incident", "incident", required=False)]


def _event(table: Table, staff: Staff) -> Event:
    district = table.choice("district", city.districts_now())
    near = [each.slug for each in _neighborhoods() if each.district.slug == district]
    event = Event(
        title=table.text("title", longest=120),
        topic=table.choice("topic", city.topics_now()),
        district=district,
        neighborhood=table.choice("neighborhood", near),
        when=when(table),
        hours=table.count("hours", range(1, 100)),
        announced=table.text("announced", "", longest=400),
        answer=table.text("answer", ""),
        by=table.choice("by", staff),
        agent=table.choice("agent", staff),
        worker=table.choice("worker", staff, ""),
        reports=tuple(map(_report, table.tables("report", "incident.report"))),
    )
    if event.answer and not event.worker:
        table.wrong("worker", "is missing", "Say who of its unit answers")
    table.done()
    return event


def _neighborhoods() -> list[Neighborhood]:
    return list(city.neighborhoods_now().values())


def _report(table: Table) -> Report:
    report = Report(
        name=table.text("name", longest=60),
        address=table.text("address", longest=120),
        text=table.text("text", longest=1000),
    )
    table.done()
    return report


def _is_empty() -> bool:
    return not Incident.objects.exists()


def _fill(events: Sequence[Event], staff: Staff, at: datetime) -> None:
    phones = Identity.objects.filter(kind=Channel.PHONE).order_by("pk")
    example = phones.values_list("value", flat=True)[0]
    number = _FIRST_NUMBER
    for event in events:
        _happen(event, staff, at, example=example, number=number)
        number += len(event.reports)


def _happen(event: Event, staff: Staff, now: datetime, *, example: str, number: int) -> None:
    """Let people report it, open the incident, and let the reports join."""
    begun, by, agent = event.when.of(now), staff[event.by], staff[event.agent]
    cases = [
        _report_it(
            event,
            report,
            phone=phrases.phone(example, number + place),
            by=agent,
            at=begun + place * _BETWEEN,
        )
        for place, report in enumerate(event.reports)
    ]
    opened = min(begun + len(cases) * _BETWEEN + _LATE, now)
    incident = _open(event, by, opened)
    for case in cases:
        actions.join(case=case, lead=incident.lead, by=Actor.staff(agent.pk), at=opened)
    if event.answer:
        ended = begun + timedelta(hours=event.hours)
        _settle(incident, event.answer, worker=staff[event.worker], by=by, at=ended)


def _settle(incident: Incident, text: str, *, worker: User, by: User, at: datetime) -> None:
    """Let the unit answer, and all who reported it be answered along."""
    lead = incident.lead
    actions.accept(case=lead, by=worker, at=incident.opened_at + _BETWEEN)
    finding = Finding(outcome=Outcome.DONE, text=text)
    actions.answer(case=lead, finding=finding, by=worker, at=at - _LATE)
    actions.approve(case=lead, plain_text=text, by=by, at=at)
    actions.end_incident(incident=incident, by=by, at=at)
    actions.answer_linked_reports(lead_id=lead.pk, after=0, at=at)


def _report_it(event: Event, report: Report, *, phone: str, by: User, at: datetime) -> Case:
    near = _near(event)
    return actions.open_case(
        application=actions.Application(
            topic=city.topics_now()[event.topic],
            place=Place(
                district=near.district,
                neighborhood=near,
                address=report.address,
                layer="metropolitan",
                point=_point_in(near, int(phone[-1])),
            ),
            text=report.text,
            reporter=actions.Reporter(full_name=report.name, phone=phone),
            # Nobody is told: the number was made up
            contact_wish=Channel.NONE,
            channel=Channel.PHONE,
        ),
        by=by,
        at=at,
    )


def _point_in(near: Neighborhood, turn: int) -> Point | None:
    """Return a point within some hundred meters of the middle of a neighborhood."""
    if near.lat is None or near.lon is None:
        return None
    return point(near.lat + (turn - 5) / 3_000, near.lon + (turn * 3 % 10 - 5) / 3_000)


def _near(event: Event) -> Neighborhood:
    return next(
        each
        for each in _neighborhoods()
        if (each.district.slug, each.slug) == (event.district, event.neighborhood)
    )


def _open(event: Event, by: User, at: datetime) -> Incident:
    near = _near(event)
    return actions.open_incident(
        title=event.title,
        topic=city.topics_now()[event.topic],
        area=actions.Area(district=near.district, neighborhoods=[near]),
        unit=None,
        expected_end_at=at + timedelta(hours=event.hours),
        announced=event.announced,
        reason="",
        by=by,
        at=at,
    )


ROOM: Final = Room(name="incidents", read=_read, is_empty=_is_empty, fill=_fill)
