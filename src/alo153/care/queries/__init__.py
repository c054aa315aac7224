"""Reading care; the first argument is who asks."""
