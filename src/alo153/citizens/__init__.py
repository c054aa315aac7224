"""Citizens, how they are reached, and every moment of contact."""
