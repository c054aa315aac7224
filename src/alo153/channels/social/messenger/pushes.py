"""Posts of Facebook about the city's page. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from alo153.channels.inbound import Inbound
from alo153.channels.providers import payloads
from alo153.channels.pushes import Push
from alo153.channels.social.meta import messaging
from alo153.citizens.channel import Channel

NAME: Final = Channel.MESSENGER.value


def read_push(raw: bytes) -> Push:
    """Read what came.

    Raises:
        Unreadable: it is not in Meta's shape.
    """
    return messaging.read_push(raw, of=NAME, kind="page", comment=_comment)


def read(raw: bytes) -> Inbound | None:
    """Read what was kept; None if it cannot be read."""
    return messaging.read(raw, of=NAME)


def _comment(change: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a comment that somebody has added; what was changed or hidden later is none."""
    value = payloads.part(change, "value")
    told = (change.get("field"), value.get("item"), value.get("verb"))
    if told != ("feed", "comment", "add"):
        return {}
    return {
        "id": payloads.word(value, "comment_id", most=150),
        "from": payloads.part(value, "from"),
        "text": value.get("message"),
        "at": value.get("created_time"),
        "post": value.get("post_id"),
    }
