"""What happens to events later: seals over them, and consumers that read them in order."""
