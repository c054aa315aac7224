"""Announcements of the moment."""
