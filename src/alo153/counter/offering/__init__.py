"""Visitors who wait are offered to the free desks of their communication center.

`call_next` of `counter.actions` is what a clerk does then.
"""
