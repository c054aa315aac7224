"""A roster is posted by name and date, as 4857 art. 67 asks; from then on it is never edited."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit, staff_of
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import queries
from alo153.workforce.actions.attendance.leaving import one_at_a_time
from alo153.workforce.actions.branching import take_place
from alo153.workforce.actions.breaking import place_breaks
from alo153.workforce.actions.drafting import DaysPublished, locked_draft
from alo153.workforce.actions.refusals import Outdated, Unlawful
from alo153.workforce.events import RosterPublished
from alo153.workforce.models import Roster
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries.published import overlapping


@transaction.atomic
def publish(*, roster: Roster, by: User, at: datetime) -> Roster:
    """Publish a draft; the published version of the same days is superseded.

    A what-if that is published takes the place of its draft, which is thrown away.

    Raises:
        NotPermitted, NotADraft, Outdated, DaysPublished: as they say.
        Unlawful: somebody's shifts break the law as it is now.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    if found.branch:
        take_place(found, by=by, at=at)
    return put_in_force(found, by=by, at=at)


def put_in_force(
    roster: Roster, *, by: User | Actor, at: datetime, changed: Collection[int] | None = None
) -> Roster:
    """Check and publish a locked draft, with breaks; the caller has asked the policy.

    Args:
        changed: the people whose shifts differ from the version in force, so that only they are
            judged: what is unlawful for the rest is in force already. None: everybody is judged.

    Raises:
        Outdated, DaysPublished, Unlawful: as they say.
    """
    one_at_a_time()
    _refuse_outdated(roster)
    _refuse_overlapping(roster)
    _refuse_unlawful(roster, local_time.today(at), changed)
    former = Roster.objects.select_for_update().filter(
        first_date=roster.first_date, state=Roster.State.PUBLISHED
    )
    former.update(state=Roster.State.SUPERSEDED, superseded_at=at)
    roster.state = Roster.State.PUBLISHED
    roster.published_by, roster.published_at = staff_of(by), at
    roster.save(update_fields=["state", "published_by", "published_at"])
    place_breaks(roster, at=at)
    said = RosterPublished(shifts=roster.shifts.count())
    actor = Actor.staff(by.pk) if isinstance(by, User) else by
    events.record(said, subject=roster, by=actor, at=at)
    return roster


def _refuse_outdated(roster: Roster) -> None:
    """Refuse an outdated draft: it would undo a later swap or agreed overtime unseen.

    A draft from before the first publishing, like a what-if copy, revises no version and is
    outdated as well.
    """
    published = Roster.objects.select_for_update().filter(
        first_date=roster.first_date, state=Roster.State.PUBLISHED
    )
    in_force = published.first()
    if (in_force.pk if in_force else None) != roster.revises_id:
        raise Outdated(roster.pk)


def _refuse_overlapping(roster: Roster) -> None:
    """Nobody has two shifts in force: a new roster begins after the last published one."""
    if roster.revises_id is None and overlapping(roster.first_date, roster.last_date):
        raise DaysPublished(roster.pk)


def _refuse_unlawful(roster: Roster, today: date, users: Collection[int] | None) -> None:
    first = roster.first_open(today)
    found = queries.judgments(roster, users)
    broken = [(who, each) for who, judged in found.items() for each in judged.since(first)]
    if broken:
        raise Unlawful(broken)
