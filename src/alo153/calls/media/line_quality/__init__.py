"""The quality of agents' lines, measured by their telephones, leg by leg."""
