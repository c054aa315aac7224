"""Tables of what crews and contractors did on the spot."""
