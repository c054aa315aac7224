"""Messages that citizens got and did not get."""
