"""`./alo153 bench`: loads that say how much the switchboard carries, and how fast."""
