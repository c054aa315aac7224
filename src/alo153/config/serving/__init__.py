"""What stands between a server and the pages: guards, limits, and whether the program is well."""
