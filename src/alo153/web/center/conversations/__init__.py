"""What citizens write: what waits, and the talk that is open."""
