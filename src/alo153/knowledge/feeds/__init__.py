"""What other bodies publish and callers ask for: pharmacies on duty, outages, events."""
