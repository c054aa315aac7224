"""Several units on one case: who leads asks for sub-tasks, and the asked unit answers."""
