"""Messenger, and comments on the city's page at Facebook."""
