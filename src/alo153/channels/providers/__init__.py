"""What is common to providers that are spoken to by HTTP and JSON."""
