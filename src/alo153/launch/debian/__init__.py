"""Programs of Debian that were not installed: found, fetched and unpacked without root."""
