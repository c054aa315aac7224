"""An agent's telephone rings for a call, or is silent; calls that the center makes. Pure."""
