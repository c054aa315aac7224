"""Verbs of those who work on the spot."""
