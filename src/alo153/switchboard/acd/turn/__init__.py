"""One turn: an event comes in; commands, facts and timers go out."""
