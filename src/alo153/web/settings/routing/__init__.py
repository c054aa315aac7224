"""Routing rules: administrators edit them, simulate them on past cases, and save a version."""
