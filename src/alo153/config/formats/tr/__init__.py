"""Turkish: 4 Aralık 2026 17:00."""
