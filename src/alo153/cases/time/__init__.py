"""Changes of a case's deadline by people, and actions when a time has come."""
