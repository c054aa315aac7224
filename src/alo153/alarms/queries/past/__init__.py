"""The former values of each figure, for the simulation of a rule."""
