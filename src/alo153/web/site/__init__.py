"""What belongs to no audience: pages of errors, the stream of hints, moved addresses."""
