"""What a case may do next, and what counts, without the database. Pure; the tables build on it."""
