"""Layers between a server and the pages: guards, limits, and health checks."""
