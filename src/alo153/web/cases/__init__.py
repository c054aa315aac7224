"""Pages and forms of one case that center and units share."""
