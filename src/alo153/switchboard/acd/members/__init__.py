"""The members of a call, and agents who return to it. Pure."""
