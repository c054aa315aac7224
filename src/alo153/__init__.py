"""The open-source contact center of a city."""
