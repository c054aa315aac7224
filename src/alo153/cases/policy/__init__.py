"""Who may do what to a case, and why a verb refuses."""
