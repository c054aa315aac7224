"""Visitors of the communication centers: they take a number, are called to a desk and served."""
