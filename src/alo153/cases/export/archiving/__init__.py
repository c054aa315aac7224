"""A case as one document for the archive: what was said, done and told, with its files inside."""
