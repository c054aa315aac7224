"""What people do to the time of a case, and what is done when a time has come."""
