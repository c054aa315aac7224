"""Transports of messages to and from the municipality: e-mail, SMS and further channels."""
