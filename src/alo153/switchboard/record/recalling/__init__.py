"""The state that a new leader reads at its start: calls, agents and monitors."""
