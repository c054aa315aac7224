"""Who may lawfully take a shift: for a swap, or where one is missing."""
