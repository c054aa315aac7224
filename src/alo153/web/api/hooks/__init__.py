"""Where other programs tell us something: not for people."""
