"""Read facts: sums by time or by a dimension, never a row of a contact or a case."""
