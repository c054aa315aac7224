"""Formats of days and times by language: pages and messages ask for them by name."""
