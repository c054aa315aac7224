"""People who may lawfully take a shift, in a swap or a gap; why nobody else has it."""
