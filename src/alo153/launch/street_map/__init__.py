"""A map of the city's streets out of an extract of OpenStreetMap, by programs of Debian."""
