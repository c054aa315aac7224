"""Whose telephone may ring for a call, and how it is rung."""
