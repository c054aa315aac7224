"""Dials outgoing lists while the switchboard serves."""
