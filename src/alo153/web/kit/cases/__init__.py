"""What is done to one case on the pages of center and unit alike."""
