"""The day as it goes: the plan, what came, and what can be done."""
