"""A citizen waits: the queue, a place kept without a line, and what ends the wait. Pure."""
