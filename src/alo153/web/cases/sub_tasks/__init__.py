"""Several units on one case: the lead asks for sub-tasks, and the asked unit answers."""
