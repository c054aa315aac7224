"""The composition root: settings, URLs, and who reacts to which event."""
