"""Rosters: everybody's cheapest lawful month, and all months together. No Django."""
