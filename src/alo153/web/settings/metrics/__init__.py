"""How the center works, in numbers for Prometheus: sums alone, and nothing of a person."""
