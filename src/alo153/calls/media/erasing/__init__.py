"""A caller is taken out of the record of calls."""
