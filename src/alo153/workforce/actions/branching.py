"""What-if: a draft is copied, changed apart from it, compared, and takes its place or is left."""

from datetime import datetime

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.actions.changing import without_absent
from alo153.workforce.actions.drafting import copy_contents, locked_draft
from alo153.workforce.events import RosterAdopted, RosterBranched, RosterDiscarded
from alo153.workforce.models import Roster
from alo153.workforce.permissions import PLAN_SHIFTS


class BranchExists(ValueError):
    """A what-if of this name is open already."""


class NotABranch(ValueError):
    """It is the draft itself, so there is nothing to take the place of."""


@transaction.atomic
def branch(*, roster: Roster, name: str, by: User, at: datetime) -> Roster:
    """Copy a draft with its shifts and what it wants, to try something else.

    Raises:
        NotPermitted, NotADraft, BranchExists: as they say.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    try:
        with transaction.atomic():
            made = Roster.objects.create(
                first_date=found.first_date,
                days=found.days,
                version=found.version,
                branch=name,
                revises=found.revises,
                made_by=by,
                made_at=at,
            )
    except IntegrityError as error:
        raise BranchExists(name) from error
    copy_contents(found, made)
    said = RosterBranched(shifts=made.shifts.count())
    events.record(said, subject=made, by=Actor.staff(by.pk), at=at)
    return made


@transaction.atomic
def adopt(*, roster: Roster, by: User, at: datetime) -> Roster:
    """Let what was tried take the place of its draft, which is thrown away.

    Shifts of people who are away by now, or have left, are not taken.

    Raises:
        NotPermitted, NotADraft, NotABranch: as they say.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    if not found.branch:
        raise NotABranch(found.pk)
    take_place(found, by=by, at=at)
    without_absent(found, by=by, at=at)
    return found


def take_place(tried: Roster, *, by: User, at: datetime) -> None:
    """Let a locked what-if take the place of its draft; the caller has asked the policy."""
    drafts = Roster.objects.select_for_update().filter(
        first_date=tried.first_date, state=Roster.State.DRAFT, branch=""
    )
    for former in drafts:
        former.state = Roster.State.DISCARDED
        former.save(update_fields=["state"])
        events.record(RosterDiscarded(), subject=former, by=Actor.staff(by.pk), at=at)
    tried.branch = ""
    tried.save(update_fields=["branch"])
    events.record(RosterAdopted(), subject=tried, by=Actor.staff(by.pk), at=at)
