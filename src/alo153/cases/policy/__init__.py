"""Permissions for the verbs of a case, and the reasons for a refusal."""
