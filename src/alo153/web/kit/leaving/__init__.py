"""What leaves the house: it names its receiver, waits ten seconds, and can be taken back."""
