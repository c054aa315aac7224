"""The rules of city.toml and topics.toml for work on cases: closing, duplicates, evidence."""
