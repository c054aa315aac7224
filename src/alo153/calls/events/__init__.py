"""What happens to calls, seats and agents: declared by room."""

from alo153.calls.events import members, recording, supervision, way

__all__ = ["members", "recording", "supervision", "way"]
