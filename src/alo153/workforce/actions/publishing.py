"""A roster is posted by name and date, as 4857 art. 67 asks; from then on it is never edited."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import queries
from alo153.workforce.actions.drafting import locked_draft
from alo153.workforce.actions.refusals import Unlawful
from alo153.workforce.events import RosterPublished
from alo153.workforce.models import Roster
from alo153.workforce.permissions import PLAN_SHIFTS


@transaction.atomic
def publish(*, roster: Roster, by: User, at: datetime) -> Roster:
    """Publish a draft; the published version of the same days is superseded.

    Raises:
        NotPermitted, NotADraft: as they say.
        Unlawful: somebody's shifts break the law as it is now.
    """
    permit(PLAN_SHIFTS, by=by)
    return put_in_force(locked_draft(roster), by=by, at=at)


def put_in_force(roster: Roster, *, by: User, at: datetime) -> Roster:
    """Check all and publish a locked draft; whoever calls has asked the policy. Raises Unlawful."""
    _refuse_unlawful(roster)
    former = Roster.objects.select_for_update().filter(
        first_date=roster.first_date, state=Roster.State.PUBLISHED
    )
    former.update(state=Roster.State.SUPERSEDED, superseded_at=at)
    roster.state = Roster.State.PUBLISHED
    roster.published_by, roster.published_at = by, at
    roster.save(update_fields=["state", "published_by", "published_at"])
    said = RosterPublished(shifts=roster.shifts.count())
    events.record(said, subject=roster, by=Actor.staff(by.pk), at=at)
    return roster


def _refuse_unlawful(roster: Roster) -> None:
    found = queries.judgments(roster)
    broken = [(who, each) for who, judgment in found.items() for each in judgment.breaches]
    if broken:
        raise Unlawful(broken)
