"""Tables of cases that belong together, and of units and people who share one."""
