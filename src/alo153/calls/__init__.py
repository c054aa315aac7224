"""The telephone as Django knows it: its tables, its record, and what the web asks of it."""
