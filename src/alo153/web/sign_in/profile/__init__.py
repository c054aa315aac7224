"""One's own page: who one is here, how it looks, how one is told, and the first day."""
