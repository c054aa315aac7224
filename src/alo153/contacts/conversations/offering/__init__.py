"""What waits in writing is offered to one of those who are here."""
