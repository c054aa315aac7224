"""Rules on live figures ring, are answered, and clear."""
