"""Announcements, nearest to a place that the reader chooses."""
