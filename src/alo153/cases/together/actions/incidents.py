"""Open an incident, and end it; its reports join its leading case (`linking.join`)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.cases.events.together import IncidentEnded, IncidentMoved, IncidentOpened
from alo153.cases.life.actions.application import Application, Reporter
from alo153.cases.life.actions.handing_over import forward
from alo153.cases.life.actions.opening import open_case
from alo153.cases.models import Case, Incident
from alo153.cases.permissions import OPEN_INCIDENT
from alo153.cases.together.actions.sharing import TooEarly
from alo153.citizens.channel import Channel
from alo153.city.models import District, Neighborhood, Topic, Unit
from alo153.city.place import Place
from alo153.city.rules import kinds
from alo153.core import events, live
from alo153.core.actor import SYSTEM, Actor
from alo153.core.geo import point
from alo153.knowledge import actions as announcing

# The list, and the wall
_SHOWN = ("incidents", "switchboard")


class IncidentOver(Exception):
    """The incident has ended; nothing about it changes any more."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """The area concerned: a circle, neighborhoods, a district, or the city. Degrees, meters."""

    district: District | None = None
    neighborhoods: Sequence[Neighborhood] = field(default_factory=list)
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None


@transaction.atomic
def open_incident(
    *,
    title: str,
    topic: Topic,
    area: Area,
    unit: Unit | None,
    expected_end_at: datetime,
    announced: str,
    reason: str,
    by: User,
    at: datetime,
) -> Incident:
    """Open the leading case of an incident and announce it to callers and on the web.

    Args:
        unit: the responsible unit; None leaves it to the rules.
        announced: what callers hear; empty announces nothing.
        reason: why this unit, for the ledger of hand-overs.

    Raises:
        NotTheirs: this person opens no incidents.
    """
    permit(OPEN_INCIDENT, by=by)
    lead = _lead(title, topic, area, by, at)
    if unit and unit != lead.unit:
        forward(case=lead, to=unit, reason=reason, by=by, at=at)
    said = None
    if announced.strip():
        said = announcing.announce(
            text=announced,
            district=area.district,
            begins_at=at,
            ends_at=expected_end_at,
            spoken=True,
            on_portal=True,
            by=by,
            at=at,
        )
    incident = Incident.objects.create(
        title=title.strip(),
        lead=lead,
        district=area.district,
        lat=area.lat,
        lon=area.lon,
        radius_m=area.radius_m,
        expected_end_at=expected_end_at,
        announcement=said,
        opened_by=by,
        opened_at=at,
    )
    incident.neighborhoods.set(area.neighborhoods)
    actor = Actor.staff(by.pk)
    events.record(IncidentOpened(case=lead.pk), subject=incident, by=actor, at=at)
    live.publish(*_SHOWN)
    return incident


def _lead(title: str, topic: Topic, area: Area, by: User, at: datetime) -> Case:
    """Open the case that the reports go with; nobody reported it, so nobody is told by it."""
    only = area.neighborhoods[0] if len(area.neighborhoods) == 1 else None
    return open_case(
        application=Application(
            kind=kinds.USUAL,
            topic=topic,
            place=Place(district=area.district, neighborhood=only, point=point(area.lat, area.lon)),
            text=title,
            reporter=Reporter(),
            contact_wish=Channel.NONE,
            channel=Channel.INTERNAL,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def end_incident(*, incident: Incident, by: User | None, at: datetime) -> None:
    """Take nobody in any more, and take back what is announced; twice is once.

    The reports stay with the leading case until that is answered. Without `by` it ended with
    the answer.

    Raises:
        NotTheirs: this person opens and ends no incidents.
    """
    if by:
        permit(OPEN_INCIDENT, by=by)
    current = _locked(incident)
    if current.ended_at:
        return
    current.ended_at, current.ended_by = at, by
    current.save(update_fields=["ended_at", "ended_by"])
    actor = Actor.staff(by.pk) if by else SYSTEM
    if current.announcement:
        announcing.end_approved(announcement=current.announcement, by=actor, at=at)
    events.record(IncidentEnded(), subject=current, by=actor, at=at)
    live.publish(*_SHOWN)
    incident.ended_at, incident.ended_by = at, by


def _locked(incident: Incident) -> Incident:
    rows = Incident.objects.select_for_update(of=("self",)).select_related("lead")
    return rows.get(pk=incident.pk)


@transaction.atomic
def move_end(*, incident: Incident, expected_end_at: datetime, by: User, at: datetime) -> None:
    """Say that it lasts longer, or less long; what is announced lasts as long.

    Raises:
        NotTheirs: this person opens no incidents.
        TooEarly: the time is over already.
        IncidentOver: it has ended before.
    """
    permit(OPEN_INCIDENT, by=by)
    if expected_end_at <= at:
        raise TooEarly
    current = _locked(incident)
    if current.ended_at:
        raise IncidentOver
    before, current.expected_end_at = current.expected_end_at, expected_end_at
    current.save(update_fields=["expected_end_at"])
    if current.announcement:
        # One that was taken back stays taken back
        with suppress(announcing.OverError):
            announcing.move_end_approved(
                announcement=current.announcement, ends_at=expected_end_at, by=by, at=at
            )
    actor = Actor.staff(by.pk)
    events.record(IncidentMoved(before=before.isoformat()), subject=current, by=actor, at=at)
    live.publish(*_SHOWN)
    incident.expected_end_at = expected_end_at


def end_with_answer(*, lead_id: int, at: datetime) -> None:
    """End the incident whose leading case was answered, if it is one."""
    if incident := Incident.objects.filter(lead=lead_id, ended_at=None).first():
        end_incident(incident=incident, by=None, at=at)
