"""Cases: from the first word to the answer the citizen received."""
