"""What a new leader recalls after a start: calls, agents, and who listens to whom."""
