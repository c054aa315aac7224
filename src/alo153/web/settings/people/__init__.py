"""Pages about the staff of the city."""
