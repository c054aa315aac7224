"""What citizens are asked and told, and what a case shows of what happened to it."""
