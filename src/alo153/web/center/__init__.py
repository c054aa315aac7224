"""The center's casework."""
