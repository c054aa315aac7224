"""Rows and keys of tables, and how PostgreSQL plans queries."""
