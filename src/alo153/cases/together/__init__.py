"""Several reports of one matter, several units on one case, several people at one page."""
