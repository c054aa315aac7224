"""Tell the other side that a person types; nothing is stored."""

import time
from collections import OrderedDict
from typing import Final

from alo153.core import live

_PAUSE_SECONDS: Final = 2.0
_MOST: Final = 2_000
_told = OrderedDict[str, float]()


def citizen_types(chat_key: int) -> None:
    """Tell the desk that the citizen of a chat types, at most every two seconds."""
    _tell(f"citizen_types:{chat_key}")


def agent_types(chat_key: int) -> None:
    """Tell the page of a chat that one of us types, at most every two seconds."""
    _tell(f"agent_types:{chat_key}")


def _tell(topic: str) -> None:
    """Publish a hint, unless this process did so just now; what it remembers is bounded."""
    now = time.monotonic()
    if now - _told.get(topic, -_PAUSE_SECONDS) < _PAUSE_SECONDS:
        return
    _told[topic] = now
    _told.move_to_end(topic)
    if len(_told) > _MOST:
        _told.popitem(last=False)
    live.publish(topic)
