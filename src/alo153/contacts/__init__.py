"""What was said between citizens and the municipality, whichever way it went."""
