"""The ids we choose in Asterisk, so that a restart knows its own again. Pure."""

from __future__ import annotations

import uuid

CALLS = uuid.UUID("9b0a3a62-1d5c-5a7e-8f15-300000000153")
BRIDGE = "call-"
MONITOR = "monitor-"
PROMPT = "prompt-"
LINE = "via_"
"""Before a queue's key it makes what a browser dials to reach that queue at once."""


def call_of_channel(channel: str) -> str:
    """Derive a call's key from the caller's channel id: the same channel is the same call."""
    return str(uuid.uuid5(CALLS, channel))


def bridge_of_call(call: str) -> str:
    """Choose the id of the bridge in which a call's two sides talk."""
    return BRIDGE + call


def call_of_bridge(bridge: str) -> str | None:
    """Name the call a bridge belongs to; None for a bridge that is not ours."""
    return bridge.removeprefix(BRIDGE) if bridge.startswith(BRIDGE) else None


def bridge_of_monitor(monitor: str) -> str:
    """Choose the id of the bridge in which a supervisor hears."""
    return MONITOR + monitor


def monitor_of_bridge(bridge: str) -> str | None:
    """Name the monitor a bridge belongs to; None for any other bridge."""
    return bridge.removeprefix(MONITOR) if bridge.startswith(MONITOR) else None


def monitor_of_take(take: str) -> str:
    """Choose the id under which a telephone records a prompt, also the name of the recording."""
    return PROMPT + take


def take_of(name: str) -> str:
    """Name the recording of a prompt; empty for a supervisor who listens, and for other sounds."""
    return name.removeprefix(PROMPT) if name.startswith(PROMPT) else ""
