"""Notices to the people who work the shifts and to the planners."""
