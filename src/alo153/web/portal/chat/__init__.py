"""Write with the center on a page, without an account."""
