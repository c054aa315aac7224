"""Several units on one case: who leads asks for parts, and the asked unit answers."""
