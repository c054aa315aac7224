"""Processes on one machine: priority, the workers' clocks, and how long jobs wait."""
