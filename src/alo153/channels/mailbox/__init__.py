"""The development mailbox: messages are kept instead of sent."""
