"""What the dialplan does while no program is there: told before, and read back after."""
