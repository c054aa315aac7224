"""Who calls and what about: the record and what becomes of it."""
