"""The queue whose agents are offered a conversation."""

from __future__ import annotations

from collections.abc import Mapping

from alo153.calls.queue import GENERAL, Queue
from alo153.contacts.offering.media import Medium


def serving(queues: Mapping[str, Queue], key: str, medium: Medium, *, waited: float) -> Queue:
    """Return the queue that serves what has waited so many seconds in a queue.

    Of a live medium it overflows as a call does; a letter stays in its queue. A queue that the city
    has no more is the general one.
    """
    general = queues.get(GENERAL, Queue(key=GENERAL))
    queue = queues.get(key, general)
    while medium.live and queue.overflow_after is not None and waited >= queue.overflow_after:
        queue = queues.get(queue.overflow_to, general)
    return queue
