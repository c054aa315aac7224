"""Consumers read the events later, in the worker: each with a cursor, in order (ADR 30)."""
