"""Tables of the inbox and of its search."""
