"""Metrics of the center for Prometheus: only sums, and no personal data."""
