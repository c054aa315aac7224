"""What citizens write, as it is read out of what came in."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count

from PIL import Image
from tests import cast

from alo153.channels.actions import keep_arrival
from alo153.channels.inbound import Inbound, InboundFile
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import receive
from alo153.contacts.models import Conversation, Message

AYSE = "ayse@example.org"
HOUR = timedelta(hours=1)
_number = count(1)

LETTER = Inbound(
    reference="<bir@posta.example.org>",
    sender=AYSE,
    sender_name="Ayşe Işık",
    to=("153@kocaeli.bel.tr",),
    subject="Sokağımızda çukur var",
    text="Merhaba,\nsokağımızda büyük bir çukur var.",
    new_text="Merhaba,\nsokağımızda büyük bir çukur var.",
)


def came(
    letter: Inbound = LETTER, *, channel: Channel = Channel.EMAIL, at: datetime = cast.AT
) -> Message | None:
    """Take a letter in as the job does that reads it."""
    arrival = keep_arrival(channel=channel, key=f"{next(_number)}", raw=b"x", at=at)
    assert arrival
    return receive(letter, arrival=arrival, at=at)


def taken_in(
    letter: Inbound = LETTER, *, channel: Channel = Channel.EMAIL, at: datetime = cast.AT
) -> tuple[Message, Conversation]:
    """Take in a letter that is no repeat."""
    message = came(letter, channel=channel, at=at)
    assert message
    assert message.conversation
    return message, message.conversation


def sms(text: str, *, sender: str = "+905320000101") -> Inbound:
    """Return a short message."""
    return Inbound(reference="", sender=sender, text=text, new_text=text)


def answering(message: Message, text: str = "Teşekkür ederim.", **other: object) -> Inbound:
    """Return a letter that answers one of ours, by the name under which it left."""
    letter = replace(LETTER, reference=f"<{next(_number)}@posta>", text=text, new_text=text)
    return replace(letter, answers=(f"<{message.pk}@kocaeli.bel.tr>",), **other)  # type: ignore[arg-type]


def photo(name: str = "cukur.png") -> InboundFile:
    """Return a photo of a telephone."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "gray").save(content, "PNG")
    return InboundFile(name=name, content_type="image/png", content=content.getvalue())
