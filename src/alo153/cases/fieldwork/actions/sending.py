"""Send a contractor the link to a work, by the city's own SMS or e-mail."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.cases.fieldwork.actions.contracting import link_of
from alo153.cases.life.actions.noting import SAME_WITHIN
from alo153.cases.models import Case
from alo153.cases.policy.permitting import permit
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts import actions as contacts
from alo153.contacts import queries
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.contacts.purposes import Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written

# Whoever has the link needs no account: its words stand nowhere once they left
PURPOSE: Final = declare(
    Purpose(
        key="work_link",
        label=gettext_lazy("link to a work"),
        at_any_hour=True,
        followed=True,
        secret=True,
    )
)
MOST_SENT: Final = 5
"""Of one link: more is a mistake, or floods somebody's telephone."""


@transaction.atomic
def send_work(
    *, case: Case, token: str, address: str, channel: Channel, to: str, by: User, at: datetime
) -> Message | None:
    """Send a contractor the link to a work; return the message, None if none is sent.

    A second request for the same recipient within `SAME_WITHIN` gives the same message: the button
    was pressed again. A message that failed is written again.

    Args:
        token: of the link, which is stored nowhere.
        address: of the page that it opens.
        to: a domestic mobile number (E.164), or an e-mail address.

    Raises:
        LinkOver: the link opens no work of this case.
        NotTheirs: the case is with a unit that is not theirs.
    """
    current = locked(case)
    permit(Verb.GIVE_WORK, current, by=by)
    about = About.row(link_of(case=current, token=token, at=at))
    if same := _same_message(about, channel, to, at):
        return same
    if queries.count_since(about, PURPOSE) >= MOST_SENT:
        return None
    if not queries.may_be_told(channel, to, at=at):
        return None
    return contacts.write(
        _words(current, channel, address),
        channel=channel,
        purpose=PURPOSE,
        to=to,
        recipient=Recipient.UNVERIFIED,
        about=about,
        at=at,
    )


def _same_message(about: About, channel: Channel, to: str, at: datetime) -> Message | None:
    written = queries.about(about).filter(purpose=PURPOSE, channel=channel, to=to)
    recent = written.filter(created_at__gt=at - SAME_WITHIN)
    return recent.exclude(state__in=(Message.State.FAILED, Message.State.WITHHELD)).first()


def _words(case: Case, channel: Channel, address: str) -> Written:
    """Say from whom it is and what it opens; no language of a contractor is known."""
    city = city_queries.city()
    with translation.override(city.language):
        unit = case.unit.name if case.unit else city.short_name
        subject = _("Work from %(unit)s") % {"unit": unit}
        body = _("A work for you, with its place and what is to be done: %(link)s")
    body = f"{subject}, {city.short_name} {city.number}.\n{body % {'link': address}}"
    if channel == Channel.SMS:
        return Written(subject="", body=simplify(body), language=city.language)
    return Written(subject=subject, body=body, language=city.language)
