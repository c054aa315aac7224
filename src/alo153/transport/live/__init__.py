"""Delays as they are now: GTFS-Realtime by its address, read in the background."""
