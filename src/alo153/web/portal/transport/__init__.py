"""Departures and journeys for citizens."""
