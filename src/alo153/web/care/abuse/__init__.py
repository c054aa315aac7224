"""Pages about callers who abuse: an agent's statement, and what supervisors decide."""
