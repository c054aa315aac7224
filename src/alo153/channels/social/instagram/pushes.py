"""Posts of Instagram about the city's account. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from alo153.channels.inbound import Inbound
from alo153.channels.providers import payloads
from alo153.channels.pushes import Push
from alo153.channels.social.meta import messaging
from alo153.citizens.channel import Channel

NAME: Final = Channel.INSTAGRAM.value


def read_push(raw: bytes) -> Push:
    """Read what came.

    Raises:
        Unreadable: it is not in Meta's shape.
    """
    return messaging.read_push(raw, of=NAME, kind="instagram", comment=_comment)


def read(raw: bytes) -> Inbound | None:
    """Read what was kept; None if it cannot be read."""
    return messaging.read(raw, of=NAME)


def _comment(change: Mapping[str, Any]) -> Mapping[str, Any]:
    value = payloads.part(change, "value")
    if change.get("field") not in {"comments", "live_comments"}:
        return {}
    media = value.get("media")
    return {
        "id": payloads.word(value, "id", most=150),
        "from": payloads.part(value, "from"),
        "text": value.get("text"),
        "post": media.get("id") if isinstance(media, dict) else None,
    }
