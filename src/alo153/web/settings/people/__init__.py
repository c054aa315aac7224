"""Pages of who works for the city."""
