"""Measures journeys in a generated city."""
