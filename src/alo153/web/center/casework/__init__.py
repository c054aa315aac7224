"""One case: its page, its steps, its answer."""
