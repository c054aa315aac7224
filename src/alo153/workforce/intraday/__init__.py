"""The day as it goes: what still comes, who is there, and what could be done about it."""
