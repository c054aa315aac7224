"""Services that the environment names by an address: database, mail, recordings, base map."""
