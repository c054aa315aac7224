"""Posts to everybody: writing, approval, and publication on each channel."""
