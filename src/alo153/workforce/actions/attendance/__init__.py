"""Leave, explained absence, and the kept days of how people kept to their shifts."""
