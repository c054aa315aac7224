"""Who may lawfully take a shift: in a swap, or where one is missing; why nobody else has it."""
