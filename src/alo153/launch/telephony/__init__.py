"""Asterisk as one starts it: found or fetched, its configuration, and what callers hear."""
