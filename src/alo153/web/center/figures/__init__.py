"""What is late, what came back, and what became of all."""
