"""Speech to words: a server or a local model that a city may name. Knows no Django."""
