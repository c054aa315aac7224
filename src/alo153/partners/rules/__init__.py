"""Tables of other bodies, in and out. Pure."""
