"""The units' pages."""
