"""Say who works where: roles that are given for a unit; and the end of a place in a team."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alo153.accounts.actions import set_grants
from alo153.accounts.models import User
from alo153.city.events import StaffJoinedUnit, StaffLeftTeam, StaffLeftUnit
from alo153.city.models import Team, TeamMember, Unit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def join_unit(
    *,
    user: User,
    unit: Unit,
    roles: Collection[str],
    by: Actor,
    at: datetime,
) -> None:
    """Say that somebody works in a unit with exactly these roles; no event if they did before.

    Raises:
        ValueError: one of the roles is not given for a unit.
    """
    if set_grants(user=user, roles=roles, unit=unit.slug, at=at):
        held = sorted(roles)
        events.record(StaffJoinedUnit(unit=unit.slug, roles=held), subject=user, by=by, at=at)


@transaction.atomic
def leave_unit(*, user: User, unit: Unit, by: Actor, at: datetime) -> None:
    """Say that somebody no longer works in a unit."""
    if set_grants(user=user, roles=(), unit=unit.slug, at=at):
        events.record(StaffLeftUnit(unit=unit.slug), subject=user, by=by, at=at)


@transaction.atomic
def leave_team(*, user: User, by: Actor, at: datetime, team: Team | None = None) -> None:
    """Say that somebody belongs to no team from today on; no event if they belonged to none.

    A place that they got today was none: they are in one team a day.

    Args:
        team: the team to leave, if they are still in it; None: the team they are in.
    """
    places = TeamMember.objects.select_for_update().filter(user=user, until_date=None)
    member = (places.filter(team=team) if team else places).first()
    if member is None:
        return
    today = local_time.today(at)
    if member.since_date >= today:
        member.delete()
    else:
        member.until_date = today
        member.save(update_fields=["until_date"])
    events.record(StaffLeftTeam(team=member.team_id), subject=user, by=by, at=at)
