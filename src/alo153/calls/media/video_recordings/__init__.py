"""Pictures of a call, recorded by the agent's browser when the citizen allows it."""
