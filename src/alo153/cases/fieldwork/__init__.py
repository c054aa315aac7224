"""Work on the spot: by crews of the municipality, and by contractors."""
