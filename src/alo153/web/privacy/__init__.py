"""Pages about citizens' privacy: the access log, and confidential words."""
