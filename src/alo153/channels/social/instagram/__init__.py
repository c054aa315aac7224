"""Instagram: messages, and comments on what the city has published."""
