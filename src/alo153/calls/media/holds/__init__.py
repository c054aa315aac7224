"""Recordings that are kept for a court."""
