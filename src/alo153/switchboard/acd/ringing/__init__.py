"""Telephones that may ring for a call, and how they are rung."""
