"""Proposals learned from the city's own cases: a person always decides."""
