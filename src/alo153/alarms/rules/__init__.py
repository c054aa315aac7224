"""What an alarm watches, when it rings and clears, and why a rule is refused. Pure."""
