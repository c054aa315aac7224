"""Pages of quality: what was said in calls."""
