"""Messages of citizens to the center, and its answers."""
