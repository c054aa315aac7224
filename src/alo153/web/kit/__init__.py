"""Parts that every audience uses: access, fields, dates, lists, theme, and the telephone's bar."""
