"""Waiting cases of a person's units, by the chosen filter."""
