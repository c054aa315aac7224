"""Parts common to providers with HTTP and JSON."""
