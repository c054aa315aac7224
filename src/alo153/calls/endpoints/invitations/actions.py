"""Send the link to a call, and take it back."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.endpoints.invitations import invitation_text
from alo153.calls.permissions import ANSWER_CALLS
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.contacts import queries
from alo153.contacts.about import About
from alo153.contacts.models import Interaction, Message
from alo153.contacts.purposes import A_TALK, Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.core.actor import Actor

# Whoever is asked waits on the line; a call that is over needs no link any more
PURPOSE: Final = declare(
    Purpose(
        key="invite",
        label=_("link to a call"),
        worth=A_TALK,
        at_any_hour=True,
        followed=True,
        secret=True,
    )
)
MOST_INVITATIONS: Final = 5
"""Few are asked into a call, and the desk floods nobody's telephone."""


@transaction.atomic
def send_invitation(
    *,
    interaction: Interaction,
    channel: Channel,
    to: str,
    link: str,
    wait_seconds: int = 0,
    at: datetime,
) -> Message | None:
    """Write a link by which somebody else joins the present contact.

    `to` is a mobile number at home (E.164) or an e-mail address. At most `MOST_INVITATIONS` leave
    for one contact. Returns what leaves after `wait_seconds`; None if nothing does.
    """
    Interaction.objects.select_for_update().get(pk=interaction.pk)
    if queries.count_since(About.row(interaction), PURPOSE) >= MOST_INVITATIONS:
        return None
    if not queries.may_be_told(channel, to, at=at):
        return None
    return contacts.write(
        invitation_text.invitation(link, channel),
        channel=channel,
        purpose=PURPOSE,
        to=to,
        recipient=Recipient.UNVERIFIED,
        about=About.row(interaction),
        wait_seconds=wait_seconds,
        at=at,
    )


def withdraw_invitation(
    *, interaction: Interaction, message_id: UUID, by: User, at: datetime
) -> bool:
    """Take an invitation back that has not left; returns whether it was still here.

    Raises NotPermitted: this person answers no calls.
    """
    permit(ANSWER_CALLS, by=by)
    return contacts.withdraw(
        message_id=message_id,
        about=About.row(interaction),
        purpose=PURPOSE,
        by=Actor.staff(by.pk),
        at=at,
    )
