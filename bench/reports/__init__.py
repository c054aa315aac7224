"""How long a report of a year takes over millions of contacts."""
