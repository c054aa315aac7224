"""What is recorded of a talk, and what is not: commands, events, facts and their rules. Pure."""
