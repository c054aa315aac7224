"""The programs that run here: PostgreSQL, our own ones, what they know and what they log."""
