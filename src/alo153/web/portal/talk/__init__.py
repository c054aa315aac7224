"""Calls from the browser, and by sign language."""
