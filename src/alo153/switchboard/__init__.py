"""The switchboard: calls come in, wait their turn and reach an agent."""
