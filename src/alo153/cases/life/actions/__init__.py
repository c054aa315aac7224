"""Verbs that move a case, or add to it."""
