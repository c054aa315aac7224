"""One verb for many cases of the inbox at once."""
