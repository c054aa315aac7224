"""queues.toml: the lines callers wait in, and what is written that agents are offered."""
