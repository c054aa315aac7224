"""News of other bodies that callers ask for: pharmacies on duty, outages, events."""
