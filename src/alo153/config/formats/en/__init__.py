"""American English: December 4, 2026, 5:00 PM."""
