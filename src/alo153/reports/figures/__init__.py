"""Figures, each with one definition: pure functions of sums. Nothing here reads a row."""
