"""Pages of care: one's own, the rooms', and counts."""
