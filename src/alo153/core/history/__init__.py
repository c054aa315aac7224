"""Later work with events: seals over them, and consumers that read them in order."""
