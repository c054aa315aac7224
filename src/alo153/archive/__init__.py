"""The erasure of a person from every table and file."""
