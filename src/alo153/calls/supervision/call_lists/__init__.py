"""Outgoing lists: their numbers, their pace, and their approval."""
