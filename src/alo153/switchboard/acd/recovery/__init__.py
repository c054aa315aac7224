"""After a start: what was known meets what Asterisk shows. Pure."""
