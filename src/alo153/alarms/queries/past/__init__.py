"""What each figure was: the past on which a rule is tried."""
