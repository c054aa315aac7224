"""Waiting conversations are offered to agents who are there."""
