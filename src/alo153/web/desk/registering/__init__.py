"""The caller and the matter: the record and what becomes of it."""
