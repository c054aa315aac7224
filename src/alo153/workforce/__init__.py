"""Shifts: forecast, staffing, the law of working time, lawful rosters, and everybody's own days."""
