"""By which way an answer reaches the citizen of a conversation."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import F

from alo153.channels import adapters, registry
from alo153.channels.transport import Attaching
from alo153.citizens.channel import SOCIAL, WRITTEN, Channel, reached_by
from alo153.citizens.models import Citizen
from alo153.city import numbers
from alo153.contacts import windows
from alo153.contacts.conversations import queries
from alo153.contacts.models import Chat, Conversation
from alo153.contacts.recipient_limits import Recipient
from alo153.core.files.uploads import MAX_BYTES

IN_CHAT: Final = Attaching(most=5, most_bytes=5 * MAX_BYTES)
"""On the page of a chat, which is ours."""


@dataclass(frozen=True)
class Way:
    """A channel, and an address on it; the page of a chat has none.

    ``is_proved``: somebody has written from there, so that it is theirs. ``closes_at``: until then
    words of our own may go; None where they always may. ``comment``: what was said in public, of
    which the answer goes to its writer privately, and once. ``invites``: what was said in public,
    whose writer has to write privately before anything goes there, and can be asked to.
    """

    channel: str
    to: str = ""
    is_proved: bool = True
    closes_at: datetime | None = None
    comment: str = ""
    invites: str = ""

    def is_open(self, *, at: datetime) -> bool:
        """Say whether words of our own may go now."""
        return self.closes_at is None or at < self.closes_at

    @property
    def attaching(self) -> Attaching | None:
        """Return which files may go along; None where none may."""
        return IN_CHAT if self.channel == Channel.CHAT else registry.attaching_of(self.channel)

    @property
    def recipient(self) -> Recipient:
        """Return whom an answer is for, as far as anybody knows."""
        if self.channel in SOCIAL:
            return Recipient.WRITING
        return Recipient.CITIZEN if self.is_proved else Recipient.UNVERIFIED


def way_of(conversation: Conversation, *, at: datetime) -> Way | None:
    """Return where an answer goes now; nothing if nobody can tell.

    A citizen who began on a page or a social channel and continued by e-mail or SMS is answered
    there.
    """
    last = queries.last_written(conversation)
    if last and last.channel != conversation.channel:
        return Way(last.channel, last.sender)
    if conversation.channel == Channel.CHAT:
        return _of_chat(conversation.chat, at)
    return _of_address(conversation, at)


def ways_of(conversation: Conversation, *, at: datetime) -> list[Way]:
    """Return the ways by which an answer can go, one a channel, the usual one first."""
    usual = way_of(conversation, at=at)
    found = [usual] if usual else []
    if conversation.channel in SOCIAL:
        found += filter(None, [_of_address(conversation, at)])
        found += _named(conversation)
    found += _known(conversation)
    by_channel: dict[str, Way] = {}
    for way in found:
        by_channel.setdefault(way.channel, way)
    return list(by_channel.values())


def ways_to_begin(citizen: Citizen) -> list[Way]:
    """Return the channels on which we may write first, verified ones first.

    One a channel and address; only channels that are on, and deliver to people who have not
    written.
    """
    known = citizen.identities.order_by(F("verified_at").desc(nulls_last=True), "pk")
    on = [each for each in WRITTEN if _may_begin(each)]
    return [
        Way(channel, each.value, is_proved=each.verified_at is not None)
        for each in known
        for channel in on
        if reached_by(channel) == each.kind and _takes(channel, each.value)
    ]


def _may_begin(channel: str) -> bool:
    kinds = [transport for _, transport in adapters.in_use(channel)]
    return bool(kinds) and all(kind.may_begin for kind in kinds)


def _named(conversation: Conversation) -> list[Way]:
    """Return the ways that the citizen named, or that the channel vouches for."""
    return [
        Way(each.channel, each.address, is_proved=each.named_by_id is None)
        for each in conversation.other_addresses.order_by("-named_at")
    ]


def _known(conversation: Conversation) -> list[Way]:
    """Return the ways to a citizen who is known, where that was verified."""
    if conversation.citizen is None:
        return []
    proved = conversation.citizen.identities.filter(verified_at__isnull=False)
    found = [
        (channel, each.value)
        for each in proved.order_by("-verified_at")
        for channel in WRITTEN
        if reached_by(channel) == each.kind
    ]
    return [Way(channel, value) for channel, value in found if _takes(channel, value)]


def _is_known(conversation: Conversation, address: str) -> bool:
    """Say whether an address to which nobody has answered yet was verified otherwise."""
    return any(way.to == address for way in _known(conversation))


def _takes(channel: str, value: str) -> bool:
    """Say whether a number is one of a telephone that takes SMS."""
    return channel != Channel.SMS or numbers.parse(value).is_mobile


def _of_address(conversation: Conversation, at: datetime) -> Way | None:
    address = conversation.address
    if not address:
        return None
    # It may be one that a letter named for its answer
    is_proved = queries.has_written(conversation, address) or _is_known(conversation, address)
    closes = windows.closes_at(conversation.channel, address)
    way = Way(conversation.channel, address, is_proved=is_proved, closes_at=closes)
    if way.is_open(at=at) or not conversation.commented_at or not conversation.comment:
        return way
    until = conversation.commented_at + registry.comment_window_of(conversation.channel)
    if registry.invites(conversation.channel):
        return replace(way, invites=conversation.comment) if at < until else way
    return replace(way, comment=conversation.comment, closes_at=until)


def _of_chat(chat: Chat, at: datetime) -> Way | None:
    if queries.has_page(chat, at=at):
        return Way(Channel.CHAT)
    if chat.away_address:
        return Way(chat.away_channel, chat.away_address, is_proved=False)
    return None
