"""What one was told: the count in the frame of every page, the list, and how one wants to hear."""
