"""Verbs of time: hold, extend, remind, escalate, resume."""
