"""Verbs about cases that belong together and units that share one."""
