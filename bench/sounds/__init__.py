"""How much of a core the measures of sound take."""
