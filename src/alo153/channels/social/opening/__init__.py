"""Which social channels are open: each is off until somebody has answered for it."""
