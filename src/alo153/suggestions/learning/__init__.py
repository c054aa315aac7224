"""How proposals are learned: pure, on numpy alone. Knows no database, no clock, no network."""
