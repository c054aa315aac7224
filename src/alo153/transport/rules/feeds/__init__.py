"""Read a GTFS feed: its tables, and each fault by file, line and field."""
