"""The portal as an app of the telephone: its name and picture, and what works without a line."""
