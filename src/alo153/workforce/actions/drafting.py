"""A roster is begun, told how many people it wants, thrown away, or made anew from its former."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit, staff_of
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.actions.refusals import NotADraft
from alo153.workforce.events import RosterDiscarded, RosterDrafted, RosterRequired
from alo153.workforce.models import Requirement, Roster, Shift
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import leaves
from alo153.workforce.queries.published import overlapping


class DraftExists(ValueError):
    """A draft from this day on is open already: two planners work on one, never on two."""


class DaysPublished(ValueError):
    """A published roster has one of these days: a new version of it is the way."""


class WrongLength(ValueError):
    """A requirement needs one number for each hour of the roster."""


@transaction.atomic
def draft(*, first: date, days: int, by: User, at: datetime) -> Roster:
    """Begin a roster. Raises NotPermitted, DraftExists, DaysPublished."""
    permit(PLAN_SHIFTS, by=by)
    if overlapping(first, first + timedelta(days=days - 1)):
        raise DaysPublished(first)
    return _begin(first=first, days=days, version=_next_version(first), revises=None, by=by, at=at)


@transaction.atomic
def revise(*, roster: Roster, by: User, at: datetime) -> Roster:
    """Begin the next version of a published roster, with all its shifts.

    Raises:
        NotPermitted, DraftExists: as they say.
        NotADraft: it is not published, so there is nothing to take the place of.
    """
    permit(PLAN_SHIFTS, by=by)
    return copy_of(Roster.objects.select_for_update().get(pk=roster.pk), by=by, at=at)


def copy_of(roster: Roster, *, by: User | Actor, at: datetime) -> Roster:
    """Make the next version of a published roster as a draft; the caller has asked the policy.

    From today on it leaves out the shifts of people who are on leave or whose contract has ended.
    """
    if roster.state != Roster.State.PUBLISHED:
        raise NotADraft(roster.pk)
    version = _next_version(roster.first_date)
    made = _begin(
        first=roster.first_date, days=roster.days, version=version, revises=roster, by=by, at=at
    )
    gone = leaves.emptied(roster, made.first_open(local_time.today(at)))
    copy_contents(roster, made, without=[each.pk for each in gone])
    return made


def copy_contents(roster: Roster, made: Roster, *, without: Collection[int] = ()) -> None:
    """Put the shifts of a roster but some, and what it wants, into a new one."""
    kept = roster.shifts.exclude(pk__in=without)
    Shift.objects.bulk_create(_moved(each, made) for each in kept)
    Requirement.objects.bulk_create(
        Requirement(
            roster=made,
            skill=each.skill,
            people=each.people,
            low=each.low,
            high=each.high,
            basis=each.basis,
        )
        for each in roster.requirements.all()
    )


def _moved(shift: Shift, roster: Roster) -> Shift:
    shift.pk = None
    shift.roster = roster
    shift._state.adding = True
    return shift


def _next_version(first: date) -> int:
    last = Roster.objects.filter(first_date=first).order_by("-version").first()
    return last.version + 1 if last else 1


def _begin(
    *, first: date, days: int, version: int, revises: Roster | None, by: User | Actor, at: datetime
) -> Roster:
    try:
        with transaction.atomic():
            made = Roster.objects.create(
                first_date=first,
                days=days,
                version=version,
                revises=revises,
                made_by=staff_of(by),
                made_at=at,
            )
    except IntegrityError as error:
        raise DraftExists(first) from error
    actor = Actor.staff(by.pk) if isinstance(by, User) else by
    events.record(RosterDrafted(days=days), subject=made, by=actor, at=at)
    return made


@transaction.atomic
def require(
    *,
    roster: Roster,
    skill: str,
    people: Sequence[float],
    basis: Requirement.Basis,
    band: tuple[Sequence[float], Sequence[float]] | None = None,
    by: User,
    at: datetime,
) -> Requirement:
    """Say how many people a draft wants in each hour.

    Args:
        band: people if few and if many calls come, for each hour.

    Raises:
        NotPermitted, NotADraft, WrongLength: as they say.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    for hours in (people, *(band or ())):
        if len(hours) != found.days * HOURS:
            raise WrongLength(len(hours))
    kept, _made = Requirement.objects.update_or_create(
        roster=found,
        skill=skill,
        defaults={
            "people": list(people),
            "low": list(band[0]) if band else None,
            "high": list(band[1]) if band else None,
            "basis": basis,
        },
    )
    said = RosterRequired(skill=skill, basis=basis.value)
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    return kept


@transaction.atomic
def discard(*, roster: Roster, by: User, at: datetime) -> None:
    """Throw a draft away; its row and history stay. Raises NotPermitted, NotADraft."""
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    found.state = Roster.State.DISCARDED
    found.save(update_fields=["state"])
    events.record(RosterDiscarded(), subject=found, by=Actor.staff(by.pk), at=at)


def locked_draft(roster: Roster) -> Roster:
    """Return a roster, locked. Raises NotADraft."""
    found = Roster.objects.select_for_update().get(pk=roster.pk)
    if not found.is_draft:
        raise NotADraft(found.pk)
    return found
