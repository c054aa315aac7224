"""What citizens write to the center, and what it answers."""
