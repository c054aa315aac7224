"""The city's other systems: their keys, what they asked for, and what they are told."""
