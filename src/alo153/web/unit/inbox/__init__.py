"""What waits for a person's units, by the chosen filter."""
