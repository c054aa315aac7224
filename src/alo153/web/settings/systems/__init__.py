"""The keys of the city's other systems."""
