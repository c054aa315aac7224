"""The quality of the center's work, measured so that the result can be defended."""
