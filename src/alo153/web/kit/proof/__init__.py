"""A proof of work, and who may enter without one: against robots on open forms."""
