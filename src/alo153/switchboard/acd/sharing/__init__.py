"""Calls that wait at one node and agents of another: who shows what, and who claims it."""
