"""Alarms for everybody whom they concern, and their rules."""
