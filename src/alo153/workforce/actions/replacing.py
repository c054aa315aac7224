"""Fill shifts that a leave empties in a new version of the roster: by a person, or the solver."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.workforce import queries
from alo153.workforce.actions.changing import Seen, assign, without_absent
from alo153.workforce.actions.drafting import DraftExists, copy_of, locked_draft
from alo153.workforce.actions.publishing import publish
from alo153.workforce.actions.refusals import ChangedMeanwhile, ChangesBeside, Outdated, PastDay
from alo153.workforce.actions.running import RunOpen, start_run
from alo153.workforce.models import Leave, Roster, Shift
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import leaves, revisions

CALM = 0.75
"""After sickness people's days stay as they are, if the cover allows it (see `start_run`)."""
SECONDS = 60


@transaction.atomic
def replace(*, shift: Shift, user: User, by: User, at: datetime) -> Roster:
    """Give the shift of somebody who is away to another, in the new version of its roster.

    Returns:
        The new version; it is begun if none is open, and still has to be published.

    Raises:
        NotPermitted: not a planner.
        Outdated: the open draft follows an older version.
        ChangedMeanwhile: the other has a shift on this day by now, or somebody else has this one.
        PastDay, Unlawful: as for `assign`.
    """
    permit(PLAN_SHIFTS, by=by)
    draft = _without_absent(shift.roster, by, at)
    if not leaves.unfilled(shift.roster, draft, shift.day)[shift.day, shift.type_id]:
        raise ChangedMeanwhile(None)
    assign(
        roster=draft,
        user=user,
        day=shift.day,
        shift_type=shift.type,
        seen=Seen(None),
        by=by,
        at=at,
    )
    return draft


@transaction.atomic
def publish_replacement(
    *, leave: Leave, draft: Roster, agreed: Collection[str], by: User, at: datetime
) -> Roster:
    """Publish a new version that fills what a leave empties.

    Args:
        agreed: keys of what else it changes, as the planner has seen and agreed to publish.

    Raises:
        NotPermitted, NotADraft, Outdated, Unlawful: as for `publish`.
        ChangesBeside: another planner works on it, and what they changed was not seen.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(draft)
    if {each.key for each in revisions.beside(leave, found, at)} - set(agreed):
        raise ChangesBeside(found.pk)
    return publish(roster=found, by=by, at=at)


@transaction.atomic
def replan(*, leave: Leave, by: User, at: datetime) -> Roster | None:
    """Let the solver fill what a leave empties, changing little, in new versions.

    Returns:
        The first of the new versions; None if the leave empties no shift.

    Raises:
        NotPermitted, Outdated: as for `replace`.
        ChangedMeanwhile: another version comes into force at this moment.
    """
    permit(PLAN_SHIFTS, by=by)
    rosters = {each.roster for each in leaves.emptied_by(leave, at)}
    drafts = []
    for roster in sorted(rosters, key=lambda each: each.first_date):
        drafts.append(_without_absent(roster, by, at))
        with suppress(RunOpen, PastDay):
            start_run(roster=drafts[-1], seconds=SECONDS, calm=CALM, by=by, at=at)
    return drafts[0] if drafts else None


def _without_absent(roster: Roster, by: User, at: datetime) -> Roster:
    """Return the open new version, without the shifts of people who are away from today on."""
    in_force = _locked_in_force(roster)
    draft = queries.open_version(in_force)
    if draft is None:
        try:
            return copy_of(in_force, by=by, at=at)
        except DraftExists as error:
            raise Outdated(roster.pk) from error
    without_absent(draft, by=by, at=at)
    return draft


def _locked_in_force(roster: Roster) -> Roster:
    """Lock the open draft of these days, then the version in force: publishing has this order."""
    rows = Roster.objects.select_for_update().filter(first_date=roster.first_date)
    list(rows.filter(state=Roster.State.DRAFT, branch=""))
    found = rows.filter(state=Roster.State.PUBLISHED).first()
    if found is None:
        # Superseded while this waited for its lock
        raise ChangedMeanwhile(None)
    return found
