"""Mark a call as hard: recover first, and let a supervisor know that there was one."""

from datetime import datetime
from typing import Final

from django.db import transaction

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls import actions as calls
from alo153.calls.models import Call
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.care.actions.sparing import spare_after_call
from alo153.care.contact import contact_meant
from alo153.care.models import ABUSIVE, HardCall, Hardness
from alo153.care.notices import HARD_CALL, of_hard_call
from alo153.contacts.models import Interaction
from alo153.core.actor import Actor
from alo153.notices.actions import give_notice

RECOVERY: Final = "recovery"
"""The reason of the pause; its minutes are a setting (`ALO153_PAUSE_MINUTES`)."""


@transaction.atomic
def mark_hard(*, hardness: Hardness, contact: str = "", by: User, at: datetime) -> HardCall:
    """Mark one's own last call as hard; the recovery pause begins, now or after it.

    `contact` is the key of the one that is meant; without it the last one is.

    Nobody asks a caller who abused or threatened how it was, as far as nobody has asked yet.

    A second mark of the same call changes what made it hard, and tells nobody again. If the day was
    too much with it, calls spare the agent for a while.

    Raises:
        NotPermitted: they answer no calls.
        ContactOver: the one that is meant is over.
    """
    permit(ANSWER_CALLS, by=by)
    return note_hard(contact_meant(by, contact, at), hardness, by=by, at=at)


def note_hard(found: Interaction | None, hardness: Hardness, *, by: User, at: datetime) -> HardCall:
    """Mark a contact as hard for an agent of the telephone; within a transaction."""
    if found is None:
        row = HardCall.objects.create(agent=by, hardness=hardness, at=at)
    else:
        row, _ = HardCall.objects.update_or_create(
            agent=by, interaction=found, defaults={"hardness": hardness, "at": at}
        )
    if found and hardness in ABUSIVE:
        _ask_nothing(found, by, at)
    calls.set_paused(user=by, reason=RECOVERY, at=at)
    spare_after_call(agent=by, at=at)
    words = of_hard_call(by)
    give_notice(
        kind=HARD_CALL,
        cause=f"hard_call:{row.pk}",
        about=by,
        words={each: words for each in accounts.holding(SUPERVISE_CALLS) if each != by},
        by=Actor.staff(by.pk),
        at=at,
    )
    return row


def _ask_nothing(contact: Interaction, by: User, at: datetime) -> None:
    call = Call.objects.filter(interaction=contact).first()
    if call:
        calls.skip_survey(user=by, call=call, at=at)
