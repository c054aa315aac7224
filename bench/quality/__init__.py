"""How long the pages of quality take over a year of a million contacts."""
