"""The supervisor's wall: waiting callers, the figures of the day, and the agents' states."""
