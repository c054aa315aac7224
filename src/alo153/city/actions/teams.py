"""Form teams of staff, and say who belongs to which.

A team gives no permission, so nothing of it waits for a second person.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.actions.membership import leave_team
from alo153.city.actions.staff_changes import Oneself, hold_account
from alo153.city.events import StaffJoinedTeam, TeamChanged, TeamEnded, TeamFormed
from alo153.city.models import Team, TeamMember
from alo153.city.permissions import MANAGE_STAFF
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor


class TeamNameTaken(ValueError):
    """Another team has this name."""


class TeamEndedBefore(Exception):
    """The team ended: nobody joins it, and it is changed no more."""


@transaction.atomic
def form_team(*, name: str, lead: User, by: User, at: datetime) -> Team:
    """Make a team, at first without members.

    Raises:
        NotPermitted: `by` may not manage staff.
        TeamNameTaken: another team has the name.
    """
    permit(MANAGE_STAFF, by=by)
    team = _kept(Team(name=name, lead=lead))
    said = TeamFormed(team=name, lead=lead.pk)
    events.record(said, subject=team, by=Actor.staff(by.pk), at=at)
    return team


@transaction.atomic
def change_team(*, team: Team, name: str, lead: User, by: User, at: datetime) -> Team:
    """Give a team another name or lead; no event if both are as they were.

    Raises:
        NotPermitted, TeamNameTaken: as `form_team`.
        TeamEndedBefore: it ended.
    """
    permit(MANAGE_STAFF, by=by)
    found = _held(team)
    if (found.name, found.lead_id) == (name, lead.pk):
        return found
    found.name, found.lead = name, lead
    _kept(found)
    said = TeamChanged(team=name, lead=lead.pk)
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    return found


@transaction.atomic
def end_team(*, team: Team, by: User, at: datetime) -> None:
    """End a team. Its members belong to none; figures of the past keep it.

    Raises:
        NotPermitted, TeamEndedBefore: as `change_team`.
    """
    permit(MANAGE_STAFF, by=by)
    found, actor = _held(team), Actor.staff(by.pk)
    now_in = TeamMember.objects.filter(team=found, until_date=None).select_related("user")
    for member in now_in.order_by("user"):
        leave_team(user=member.user, team=found, by=actor, at=at)
    found.ended_date = local_time.today(at)
    found.save(update_fields=["ended_date"])
    events.record(TeamEnded(), subject=found, by=actor, at=at)


@transaction.atomic
def move_to_team(*, user: User, team: Team | None, by: User, at: datetime) -> None:
    """Let somebody belong to a team from today on; None: to none.

    Somebody who moves twice in a day was never in the team between.

    Raises:
        NotPermitted: `by` may not manage staff.
        Oneself: it is `by`.
        TeamEndedBefore: the team ended.
    """
    permit(MANAGE_STAFF, by=by)
    if user == by:
        raise Oneself
    hold_account(user.pk)
    found = _held(team) if team else None
    actor = Actor.staff(by.pk)
    if found and TeamMember.objects.filter(user=user, team=found, until_date=None).exists():
        return
    leave_team(user=user, by=actor, at=at)
    if found:
        TeamMember.objects.create(team=found, user=user, since_date=local_time.today(at))
        events.record(StaffJoinedTeam(team=found.pk), subject=user, by=actor, at=at)


def _held(team: Team) -> Team:
    found = Team.objects.select_for_update().get(pk=team.pk)
    if found.ended_date:
        raise TeamEndedBefore(found.name)
    return found


def _kept(team: Team) -> Team:
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as error:
        raise TeamNameTaken(team.name) from error
    return team
