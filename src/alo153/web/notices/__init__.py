"""A reader's notices: the count in the frame of every page, the list, and the chosen channels."""
