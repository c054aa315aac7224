"""The knowledge base: found in a call, and written by the units that are responsible."""
