"""The forecast against hourly counts of a public service, or generated ones."""
