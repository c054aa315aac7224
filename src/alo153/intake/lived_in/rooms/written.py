"""Conversations by e-mail, SMS, WhatsApp and chat: some wait, some are answered."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Final
from uuid import uuid4

from alo153.accounts.models import User
from alo153.channels.actions import keep_arrival
from alo153.channels.inbound import Inbound
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.city.citypack.typed_values import Table
from alo153.contacts.actions import send
from alo153.contacts.conversations import actions
from alo153.contacts.conversations.chat import actions as chats
from alo153.contacts.models import Conversation, Message
from alo153.core.text import fold
from alo153.intake.lived_in import phrases
from alo153.intake.lived_in.rooms.moments import When, when
from alo153.intake.lived_in.rooms.room import Room, Staff

_CHANNELS: Final = (Channel.EMAIL, Channel.SMS, Channel.WHATSAPP, Channel.CHAT)
_PAUSE: Final = {Channel.CHAT: timedelta(minutes=1), Channel.SMS: timedelta(minutes=4)}
_OF_A_LETTER: Final = timedelta(minutes=17)
"""Between what is said and the answer to it."""
_FIRST_NUMBER: Final = 9_000
"""The first telephone number of writers; invented citizens have lower ones."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One conversation.

    Args:
        texts: in turn of the citizen and of `by`; a citizen who has the last word waits.
        note: what `by` writes for colleagues.
        closed: `by` ends it.
    """

    channel: Channel
    name: str
    subject: str
    when: When
    texts: tuple[str, ...]
    by: str
    note: str
    closed: bool


def _read(root: Table, staff: Staff) -> list[Talk]:
    return [_talk(each, staff) for each in root.tables("talk", "talk", required=False)]


def _talk(table: Table, staff: Staff) -> Talk:
    channel = table.choice("channel", _CHANNELS)
    talk = Talk(
        channel=Channel(channel) if channel else Channel.EMAIL,
        # Whoever chats says no name
        name=table.text("name", "" if channel == Channel.CHAT else None, longest=60),
        subject=table.text("subject", "", longest=120),
        when=when(table),
        texts=table.words("texts", required=True),
        by=table.choice("by", staff, ""),
        note=table.text("note", ""),
        closed=table.flag("closed"),
    )
    if not talk.texts:
        table.wrong("texts", "says nothing", 'Write ["what the citizen says"]')
    if not talk.by and (len(talk.texts) > 1 or talk.note or talk.closed):
        table.wrong("by", "is missing", "Say who answers it, or leave only one text")
    table.done()
    return talk


def _is_empty() -> bool:
    return not Conversation.objects.exists()


def _fill(talks: Sequence[Talk], staff: Staff, at: datetime) -> None:
    phones = Identity.objects.filter(kind=Channel.PHONE).order_by("pk")
    example = phones.values_list("value", flat=True)[0]
    for number, talk in enumerate(talks):
        sender = phrases.phone(example, _FIRST_NUMBER + number)
        if talk.channel == Channel.EMAIL:
            sender = _mail_address(talk.name)
        _Exchange(talk, sender, staff.get(talk.by)).run(at)


def _mail_address(name: str) -> str:
    """Return an address of nobody; the mark of invented people is left out."""
    return f"{fold(name.partition(' (')[0]).replace(' ', '.')}@example.org"


class _Exchange:
    """A talk as it went."""

    def __init__(self, talk: Talk, sender: str, by: User | None) -> None:
        self.talk, self.sender, self.by = talk, sender, by
        self.token, self.number = secrets.token_urlsafe(16), count()

    def run(self, now: datetime) -> None:
        """Say all that was said, one after the other."""
        begun, pause = self.talk.when.of(now), _PAUSE.get(self.talk.channel, _OF_A_LETTER)
        first, *others = self.talk.texts
        found, last = self._say(first, begun), begun
        for place, text in enumerate(others, 1):
            last = begun + place * pause
            if place % 2:
                self._answer(text, found, last)
            else:
                self._say(text, last)
        if self.by:
            self._leave_off(found, self.by, last)

    def _leave_off(self, found: Conversation, by: User, at: datetime) -> None:
        if self.talk.note:
            actions.note_inside(conversation=found, text=self.talk.note, by=by, at=at)
        if self.talk.closed:
            settled = Conversation.CloseReason.SETTLED
            ended = at + timedelta(minutes=1)
            actions.close(conversation=found, reason=settled, by=by, at=ended)
        elif len(self.talk.texts) % 2:
            actions.take(conversation=found, by=by, at=at)

    def _say(self, text: str, at: datetime) -> Conversation:
        said = self._in_chat(text, at) if self.talk.channel == Channel.CHAT else self._in(text, at)
        conversation = said.conversation
        assert conversation is not None  # noqa: S101 - of what came in
        _let_leave(conversation.messages.all(), at)
        return conversation

    def _in_chat(self, text: str, at: datetime) -> Message:
        return chats.say(token=self.token, text=text, key=uuid4(), at=at)

    def _in(self, text: str, at: datetime) -> Message:
        name = f"demo {self.sender} {next(self.number)}"
        arrival = keep_arrival(channel=self.talk.channel, key=name, raw=text.encode(), at=at)
        assert arrival is not None  # noqa: S101 - nothing of this name came before
        inbound = Inbound(
            reference=name,
            sender=self.sender,
            sender_name=self.talk.name,
            subject=self.talk.subject,
            text=text,
            new_text=text,
        )
        said = actions.receive(inbound, arrival=arrival, at=at)
        assert said is not None  # noqa: S101 - as above
        return said

    def _answer(self, text: str, conversation: Conversation, at: datetime) -> None:
        assert self.by is not None  # noqa: S101 - the file says who answers
        said = actions.reply(conversation=conversation, text=text, by=self.by, at=at)
        _let_leave([said], at)


def _let_leave(messages: Iterable[Message], at: datetime) -> None:
    """Hand over what waits as it would have left then: into the mailbox of this machine."""
    for message in messages:
        if message.state == Message.State.QUEUED:
            send(message_id=message.pk, now=lambda: at)


ROOM: Final = Room(name="written", read=_read, is_empty=_is_empty, fill=_fill)
