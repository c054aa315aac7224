"""Changes of one's own shifts that somebody wishes, offers or agrees to."""
