"""Asks callers for a message when nobody is signed in, the wait is too long, or all is closed."""
