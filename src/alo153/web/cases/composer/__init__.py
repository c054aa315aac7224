"""Writing an answer: one way for the units, and for the center on behalf of an outside body."""
