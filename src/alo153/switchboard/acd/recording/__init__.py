"""The recording of a call: commands, events, facts and their rules. Pure."""
