"""What is between a server and the pages: guards, limits, and whether the program is well."""
