"""Supervisors: the wall, listening, who takes calls, and what callers hear."""
