"""What others publish and callers ask for: pharmacies on duty, outages, events."""
