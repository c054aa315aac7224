"""Shifts: the planner's rosters, and everybody's own days."""
