"""What becomes of data in the end: a person is erased from every table and file."""
