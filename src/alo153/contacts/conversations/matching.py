"""Match an incoming message with a former message, a conversation and a citizen."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, When

from alo153.channels.inbound import Inbound
from alo153.citizens.channel import Channel, reached_by
from alo153.citizens.models import Citizen
from alo153.city import queries as city_queries
from alo153.contacts.conversations import ours
from alo153.contacts.conversations.keywords import KEYWORD
from alo153.contacts.models import Conversation, Direction, Message
from alo153.core.database.labels import label_of
from alo153.core.database.sealed_text import unseal_row

ONE_TALK: Final = timedelta(days=3)
"""A message that names no answered message continues a conversation of so many days ago."""
REMEMBERED: Final = timedelta(days=90)
"""So long an address that sent something unwanted is taken for one that does."""
LONGEST_REFERENCE: Final = 200
# With one name and one sender: more are no repeats of anything
_MOST_ALIKE: Final = 20


def kept(reference: str) -> str:
    """Return as much of another side's name for a message as is kept: some are pages long."""
    return reference[:LONGEST_REFERENCE]


def same(channel: str, inbound: Inbound) -> bool:
    """Say whether this was taken in before: what has two of our addresses is delivered twice.

    Its name alone says nothing: a stranger could use it to have somebody's message dropped.
    """
    if not inbound.reference:
        return False
    named = Message.objects.filter(
        channel=channel,
        provider_reference=kept(inbound.reference),
        direction=Direction.INBOUND,
        sender=inbound.sender,
    )
    if named.filter(full_text=inbound.text).exists():
        return True
    hidden = list(named.filter(conversation__confidential=True)[:_MOST_ALIKE])
    for each in hidden:
        unseal_row(each)
    return any(each.full_text == inbound.text for each in hidden)


def answered(channel: str, inbound: Inbound, *, at: datetime) -> Message | None:
    """Return the message that another one answers.

    What names one of ours has got it. Where a channel has no names it is the last one to this
    address, if it is not long ago.
    """
    if found := _named(channel, inbound):
        return found
    if channel != Channel.SMS:
        return None
    lately = Message.objects.filter(
        channel=channel, to=inbound.sender, claimed_at__gt=at - ONE_TALK, state=Message.State.SENT
    )
    # Nobody goes on with "we send you no more messages"
    lately = lately.exclude(purpose=KEYWORD, about_type=label_of(Conversation))
    return lately.order_by("-claimed_at").first()


def _named(channel: str, inbound: Inbound) -> Message | None:
    """Return the first of the messages that it names: ours by their key, theirs by their name."""
    known = Q(pk__in=ours.keys_in(inbound.answers), direction=Direction.OUTBOUND) | Q(
        provider_reference__in=[kept(name) for name in inbound.answers if name],
        direction=Direction.INBOUND,
        sender=inbound.sender,
    )
    found = list(Message.objects.filter(known, channel=channel).select_related("conversation"))
    for name in inbound.answers:
        for each in found:
            if each.provider_reference == kept(name) or each.pk in ours.keys_in([name]):
                return each
    return None


def going_on(channel: str, address: str, *, sender: str, at: datetime) -> Conversation | None:
    """Return the conversation that a message without a reference continues.

    It continues a conversation of its own sender: a `Reply-To` can name somebody who wrote nothing,
    and unwanted mail is remembered by its sender. One that was ended because of abuse takes all
    that its sender writes on the same day.
    """
    if not address:
        return None
    reason = Conversation.CloseReason
    theirs = Message.objects.filter(
        conversation=OuterRef("pk"), direction=Direction.INBOUND, sender=sender
    )
    with_them = Conversation.objects.filter(Exists(theirs), channel=channel, address=address)
    talks = with_them.exclude(close_reason=reason.KEYWORD)
    today = city_queries.midnight(at)
    of_abuse = Q(close_reason=reason.ABUSE, closed_at__gte=today, confidential=False)
    of_abuse_first = Case(When(of_abuse, then=0), default=1)
    last = talks.order_by(of_abuse_first, "-last_at").first()
    if last is None:
        return None
    if is_of_abuse(last, at=at):
        return last
    if last.close_reason == reason.SPAM:
        return last if last.last_at > at - REMEMBERED else None
    # A letter begins anew; short messages are one talk
    goes_on = channel != Channel.EMAIL and last.last_at > at - ONE_TALK
    return last if goes_on else None


def is_of_abuse(conversation: Conversation, *, at: datetime) -> bool:
    """Say whether it was ended because of abuse on this day of the city.

    A confidential one never counts: few people read it, and no supervisor among them.
    """
    ended, is_open = conversation.closed_at, not conversation.confidential
    if ended is None or conversation.close_reason != Conversation.CloseReason.ABUSE:
        return False
    return is_open and city_queries.today(ended) == city_queries.today(at)


def our_addresses(inbound: Inbound) -> set[str]:
    """Return, in lower case, our addresses and all that a letter went to: no answer goes there."""
    return {*inbound.to, city_queries.city().email_sender.lower()}


def known_by(channel: str, address: str) -> Citizen | None:
    """Return the one citizen whose address this is, if that was verified."""
    if not address:
        return None
    those = Citizen.objects.filter(
        apart=False,
        identities__kind=reached_by(channel),
        identities__value=address,
        identities__verified_at__isnull=False,
    )
    found = list(those.distinct()[:2])
    return found[0] if len(found) == 1 else None
