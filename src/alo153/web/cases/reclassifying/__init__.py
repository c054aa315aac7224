"""Put topic, kind or place of a case right: one page for the center and for the unit."""
