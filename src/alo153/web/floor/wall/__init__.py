"""The supervisor's wall: who waits and how long, how the day goes, and what the agents do."""
