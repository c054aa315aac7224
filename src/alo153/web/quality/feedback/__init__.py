"""Pages about what citizens wrote of contacts."""
