"""Actions that write facts, and people's saved reports."""
