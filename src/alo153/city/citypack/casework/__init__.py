"""What city.toml and topics.toml say of the work on cases: closing, duplicates, evidence."""
