"""Supervisors who listen, whisper or talk along."""
