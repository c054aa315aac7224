"""Who is in a call, and who comes back to it. Pure."""
