"""Pages and settings of administrators."""
