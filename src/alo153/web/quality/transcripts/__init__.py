"""Pages about what was said in recordings: search, and the sample written down by hand."""
