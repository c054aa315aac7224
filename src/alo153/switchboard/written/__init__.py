"""Offers waiting written messages to agents who are there, always after the calls."""
