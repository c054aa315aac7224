"""Departures and journeys, asked in one line of typing."""
