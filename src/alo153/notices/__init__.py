"""Notices to staff, and the channels that each person chooses."""
