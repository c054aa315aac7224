"""Streets and house numbers: how names are compared, and the files that they come from."""
