"""Outgoing lists: whom the center calls, how fast, and who answers for it."""
