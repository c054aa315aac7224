"""Filters of the pages of quality."""
