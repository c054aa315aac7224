"""Cases that leave the municipality as documents, and tables that come from other bodies."""
