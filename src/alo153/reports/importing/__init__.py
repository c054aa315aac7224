"""A call list of another system, read from CSV. Pure: nothing here reads or writes a row."""
