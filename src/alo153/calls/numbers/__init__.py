"""Telephone numbers: which may be dialed, and whom one that calls belongs to."""
