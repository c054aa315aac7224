"""Tables that come: read, looked at, and taken in line by line."""
