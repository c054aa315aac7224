"""Everybody's own shifts: leave, wishes, overtime, swaps, and the calendar."""
