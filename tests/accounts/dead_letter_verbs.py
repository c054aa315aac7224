"""Every verb about messages that did not arrive, and how it is tried."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.contacts import actions as contacts
from alo153.contacts.conversations import actions as conversations
from alo153.contacts.models import Conversation, Message
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core.clock import now


class WithDeadLetter(Protocol):
    """Where the verbs of all capabilities are tried."""

    conversation: Conversation
    dead_letter: Message


type Try = Callable[[Any, User], object]
NOTE: Final = "Telefonla söyledim."


def _of_letter(verb: Callable[..., object], **given: Any) -> tuple[Permission, Try]:
    def attempt(room: WithDeadLetter, by: User) -> object:
        return verb(message=room.dead_letter, by=by, at=now(), **given)

    return SEE_CITIZEN, attempt


def _of_reply(verb: Callable[..., object], **given: Any) -> tuple[Permission, Try]:
    def attempt(room: WithDeadLetter, by: User) -> object:
        talk = room.conversation
        return verb(message=room.dead_letter, conversation=talk, by=by, at=now(), **given)

    return ANSWER_MESSAGES, attempt


VERBS: Mapping[str, tuple[Permission, Try]] = {
    "contacts.resend": _of_letter(contacts.resend),
    "contacts.take_resend_back": _of_letter(contacts.take_resend_back),
    "contacts.give_up": _of_letter(contacts.give_up, note=NOTE),
    "contacts.resend_reply": _of_reply(conversations.resend_reply),
    "contacts.take_resent_reply_back": _of_reply(conversations.take_resent_reply_back),
    "contacts.give_reply_up": _of_reply(conversations.give_reply_up, note=NOTE),
}
