"""Addresses to which other programs post: not for people."""
