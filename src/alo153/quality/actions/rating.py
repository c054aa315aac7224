"""Ask the citizen of a closed conversation for a rating, in the channel that they use."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.calls.numbers.callers import block_of
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts import actions as contacts
from alo153.contacts import queries as contact_queries
from alo153.contacts.about import About
from alo153.contacts.conversations.answer_address import is_of_machine
from alo153.contacts.conversations.ways import Way, way_of
from alo153.contacts.models import Conversation, Interaction, Message
from alo153.contacts.purposes import HOURS, Purpose, declare
from alo153.contacts.written import Written
from alo153.quality import feedback_link
from alo153.quality.actions.asking import PURPOSE as LOW_RATING
from alo153.quality.queries import feedback

# The link gives a mark in the citizen's name
PURPOSE: Final = declare(
    Purpose(
        key="rating",
        label=gettext_lazy("question how a contact was"),
        worth=HOURS,
        owed=False,
        secret=True,
    )
)
RATING_JOB: Final = "quality.ask_rating"
WAIT_SECONDS: Final = 60
"""An agent who closes a conversation by mistake opens it again within this time."""
_ONCE_IN: Final = timedelta(days=30)
_LATEST: Final = timedelta(days=1)
"""After the end: a later question is about something forgotten."""


def ask_rating(*, interaction_id: int, at: datetime) -> None:
    """Ask about a conversation that is still closed, by the way an answer would go.

    A chat whose page is open asks there. Nobody is asked twice within 30 days, nor below a public
    comment, nor an address of machines, nor a blocked number.
    """
    talks = Conversation.objects.select_related("interaction", "chat")
    talk = talks.filter(interaction=interaction_id).first()
    contact = feedback.to_be_rated(talk) if talk else None
    if talk is None or contact is None or talk.closed_at is None or at - talk.closed_at > _LATEST:
        return
    way = way_of(talk, at=at)
    if way is None or not _may_ask(way, at):
        return
    contacts.write(
        _words(contact, way.channel),
        channel=way.channel,
        purpose=PURPOSE,
        to=way.to,
        recipient=way.recipient,
        about=About.row(contact),
        at=at,
    )


def _may_ask(way: Way, at: datetime) -> bool:
    if way.channel == Channel.CHAT or way.comment or not way.is_open(at=at):
        return False
    if is_of_machine(way.to) or contact_queries.has_opted_out(way.channel, way.to):
        return False
    if way.channel == Channel.SMS and block_of(way.to, at):
        return False
    asked = Message.objects.filter(to=way.to, purpose__in=[PURPOSE, LOW_RATING])
    return not asked.filter(channel=way.channel, created_at__gt=at - _ONCE_IN).exists()


def _words(contact: Interaction, channel: str) -> Written:
    city = city_queries.city()
    with translation.override(city.language):
        facts = {"city": city.short_name, "link": feedback_link.link_of(contact)}
        body = _("%(city)s: How was our contact? Give us a mark: %(link)s") % facts
        return Written(
            subject=_("How was our contact?") if channel == Channel.EMAIL else "",
            body=simplify(body) if channel == Channel.SMS else body,
            language=city.language,
        )
