"""Open shifts: posted by planners, bid for by people, awarded by the rule."""
