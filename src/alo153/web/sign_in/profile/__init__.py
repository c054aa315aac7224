"""One's own page: account, theme, notices, and the first day."""
