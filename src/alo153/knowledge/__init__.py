"""The center's knowledge: announcements, articles, feeds, and the voice for callers."""
