"""Comparison of drafts (what if), and the missing shift start."""
