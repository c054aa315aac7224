"""What agents do about themselves: they come, go, pause, and talk in the fallback."""
