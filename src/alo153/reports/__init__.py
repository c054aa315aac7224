"""Figures of the center, counted from events as they arrive."""
