"""Webhooks to other systems: signed, tried again, and stored."""
