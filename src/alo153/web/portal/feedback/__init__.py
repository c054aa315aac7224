"""A citizen says in words how a contact was."""
