"""The hall at a glance: queues, figures, who is in which call."""
