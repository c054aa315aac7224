"""Pages about citizens' privacy: who looked at what, and confidential words."""
