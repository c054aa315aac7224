"""The development mailbox: what would have been sent."""
