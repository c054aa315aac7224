"""Others who vouch for a citizen: what they promise, and how each is spoken to."""
