"""Rules of a case without the database. Pure; the tables build on them."""
