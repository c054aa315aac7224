"""Verbs that ask or tell a citizen something."""
