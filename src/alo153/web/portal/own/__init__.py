"""A citizen signs in, and sees what is theirs."""
