"""What was recorded of a call stays for a court."""
