"""Several nodes: which of them serves whom."""
