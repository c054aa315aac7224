"""Send a message by which an administrator tries a channel, and take it back."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.channels.permissions import OPEN_CHANNELS
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts import queries
from alo153.contacts.about import About
from alo153.contacts.actions.writing import withdraw, write
from alo153.contacts.models import Message
from alo153.contacts.purposes import Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.actor import Actor

# Its writer waits at the page: a second try would only hide what the first one met
TEST: Final = declare(
    Purpose(
        key="channel_test",
        label=gettext_lazy("test of a channel"),
        worth=timedelta(0),
        at_any_hour=True,
        followed=True,
    )
)
MOST_TESTS: Final = 10
"""Of one person within an hour: each SMS costs money, and nobody's telephone is flooded."""


class TooManyTests(Exception):
    """This person had as many tests as may leave within the hour."""


class RecipientHasEnough(Exception):
    """This recipient had as many messages as one unverified may get."""


@transaction.atomic
def send_test(
    *, channel: Channel, to: str, wait_seconds: int = 0, by: User, at: datetime
) -> Message:
    """Write a test message to an address; it leaves after `wait_seconds`.

    Args:
        to: a mobile number at home (E.164), or an e-mail address.

    Raises:
        NotPermitted: `by` may not open channels.
        TooManyTests, RecipientHasEnough: as said.
    """
    permit(OPEN_CHANNELS, by=by)
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    about = About.row(by)
    if queries.count_since(about, TEST, at - timedelta(hours=1)) >= MOST_TESTS:
        raise TooManyTests
    if not queries.may_be_told(channel, to, at=at):
        raise RecipientHasEnough
    return write(
        _words(channel),
        channel=channel,
        purpose=TEST,
        to=to,
        recipient=Recipient.UNVERIFIED,
        about=about,
        wait_seconds=wait_seconds,
        at=at,
    )


def withdraw_test(*, message_id: UUID, by: User, at: datetime) -> bool:
    """Take a test back that has not left; returns whether it was still here.

    Raises NotPermitted: `by` may not open channels.
    """
    permit(OPEN_CHANNELS, by=by)
    return withdraw(
        message_id=message_id,
        about=About.row(by),
        purpose=TEST,
        by=Actor.staff(by.pk),
        at=at,
    )


def _words(channel: Channel) -> Written:
    city = city_queries.city()
    with translation.override(city.language):
        subject = _("Test message from %(city)s") % {"city": city.short_name}
        body = _("%(subject)s %(number)s. You need not do anything.")
        text = body % {"subject": subject, "number": city.number}
    if channel == Channel.SMS:
        return Written(subject="", body=simplify(text), language=city.language)
    return Written(subject=subject, body=text, language=city.language)
