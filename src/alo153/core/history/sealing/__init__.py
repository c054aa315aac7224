"""The chain over all events: what was written once cannot be changed unnoticed (ADR 0014)."""
