"""Actions on one case that the pages of center and unit share."""
