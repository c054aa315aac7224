"""Outgoing messages: each shows its recipient, waits ten seconds, and can be cancelled."""
