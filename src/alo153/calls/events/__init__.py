"""Events of calls, seats and agents: declared by room."""

from alo153.calls.events import call_lists, members, recording, supervision, way

__all__ = ["call_lists", "members", "recording", "supervision", "way"]
