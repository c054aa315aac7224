"""Pages for people: one folder per audience."""
