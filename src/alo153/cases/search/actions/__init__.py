"""Verbs of the inbox and of its search: keep a filter, learn the words."""
