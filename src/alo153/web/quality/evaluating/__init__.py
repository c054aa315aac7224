"""Pages of evaluations: score, read, appeal, decide, and what the sample says."""
