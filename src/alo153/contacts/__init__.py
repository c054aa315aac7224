"""Communication between citizens and the municipality, on every channel."""
