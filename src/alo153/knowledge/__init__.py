"""What the center knows and says: today the announcements of the moment."""
