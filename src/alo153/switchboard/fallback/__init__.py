"""The dialplan's work while no program runs: prepared before, and read back after."""
