"""What is done on the spot: by crews of the municipality, and by contractors outside it."""
