"""What becomes of an application, and what its citizen says to it."""
