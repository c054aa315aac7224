"""Applications that another body hands over as a table."""
