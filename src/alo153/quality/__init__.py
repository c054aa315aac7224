"""Whether the center's work is good, measured so that it can be defended."""
