"""Parts without an audience: pages of errors, the stream of hints, moved addresses."""
