"""What is done on the spot: by crews of the house, and by contractors outside it."""
