"""What each figure is now: values by subject."""
