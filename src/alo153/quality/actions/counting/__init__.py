"""Sums of scores and ratings by day and month, for the figures of quality."""

from alo153.quality.actions.counting.consuming import count, count_all

__all__ = ["count", "count_all"]
