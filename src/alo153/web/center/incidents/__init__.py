"""Incidents: one cause of many cases."""
