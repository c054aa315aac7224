"""Interfaces for other programs: not for people."""
