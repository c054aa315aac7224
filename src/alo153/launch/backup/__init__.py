"""Backups of database and files: taken whole or not at all, kept in generations, proved by use."""
