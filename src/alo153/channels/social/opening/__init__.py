"""The open social channels: each is off until a person takes responsibility for it."""
