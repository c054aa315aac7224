"""The agent's pages."""
