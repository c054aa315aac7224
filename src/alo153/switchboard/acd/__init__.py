"""The call engine: a pure function from state and event to state and commands.

No clock, no input or output, no Django. Instants are seconds since the epoch, carried by events.
"""
