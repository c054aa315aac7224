"""Verbs of crews and contractors."""
