"""Cases that leave the house as documents, and tables that come from other bodies."""
