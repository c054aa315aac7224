"""How good the lines of the agents are: what their telephones measured, leg by leg."""
