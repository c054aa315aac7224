"""What everything stands on; nothing municipal lives here."""
