"""Calls that citizens ask for, and no longer wish."""
