"""Outgoing lists: written, looked at, approved, begun and paused."""
