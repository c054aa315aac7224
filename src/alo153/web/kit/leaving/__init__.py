"""What leaves the municipality: it names its receiver, waits ten seconds, and can be taken back."""
