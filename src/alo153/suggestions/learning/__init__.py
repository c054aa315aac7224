"""Learning of proposals: pure, only on numpy. Knows no database, no clock, no network."""
