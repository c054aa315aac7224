"""A citizen at the page of a chat."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from tests import cast

from alo153.contacts.conversations.chat.actions import Photo, say
from alo153.contacts.models import Conversation, Message

TOKEN = "a-token-that-nobody-guesses"


def said(
    text: str = "Su ne zaman gelecek?",
    *,
    token: str = TOKEN,
    key: UUID | None = None,
    photo: Photo | None = None,
    photos: Sequence[Photo] = (),
    at: datetime = cast.AT,
) -> Message:
    """Say something on the page; the first words begin a chat."""
    return say(
        token=token,
        text=text,
        key=key or uuid4(),
        photos=photos or ([photo] if photo else []),
        at=at,
    )


def begun(text: str = "Su ne zaman gelecek?", *, at: datetime = cast.AT) -> Conversation:
    """Begin a chat."""
    conversation = said(text, at=at).conversation
    assert conversation
    return conversation
