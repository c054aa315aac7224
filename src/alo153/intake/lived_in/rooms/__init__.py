"""Fill the rooms of a demo: the city's file says with what, and each room's own verbs do it."""
