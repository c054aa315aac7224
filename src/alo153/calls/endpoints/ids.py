"""Ids of our bridges and recordings in Asterisk. Pure.

A switchboard that restarts recognizes its calls and monitors by these ids.
"""

from __future__ import annotations

import uuid

CALLS = uuid.UUID("9b0a3a62-1d5c-5a7e-8f15-300000000153")
BRIDGE = "call-"
MONITOR = "monitor-"
PROMPT = "prompt-"
QUEUE_PREFIX = "via_"
"""A browser dials this prefix and the key of a queue to reach the queue without the menu."""


def call_of_channel(channel: str) -> str:
    """Derive a call's key from the id of the caller's channel: one channel always gives one key."""
    return str(uuid.uuid5(CALLS, channel))


def bridge_of_call(call: str) -> str:
    """Return the id of the bridge in which the two sides of a call talk."""
    return BRIDGE + call


def call_of_bridge(bridge: str) -> str | None:
    """Return the call of a bridge; None for any other bridge."""
    return bridge.removeprefix(BRIDGE) if bridge.startswith(BRIDGE) else None


def bridge_of_monitor(monitor: str) -> str:
    """Return the id of the bridge through which a supervisor monitors a call."""
    return MONITOR + monitor


def monitor_of_bridge(bridge: str) -> str | None:
    """Return the monitor of a bridge; None for any other bridge."""
    return bridge.removeprefix(MONITOR) if bridge.startswith(MONITOR) else None


def monitor_of_take(take: str) -> str:
    """Return the id of the monitor that records a prompt, also the name of its recording.

    Args:
        take: the key of one attempt to speak the prompt.
    """
    return PROMPT + take


def take_of(name: str) -> str:
    """Return the take of a recorded prompt; empty for the name of any other recording."""
    return name.removeprefix(PROMPT) if name.startswith(PROMPT) else ""
