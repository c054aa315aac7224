"""Fields of forms: choosing, lines, and what an agent types."""
