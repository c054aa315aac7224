"""Generators of a checkout: pages of the docs, pictures, and changes made on purpose."""
