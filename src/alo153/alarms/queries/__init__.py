"""Reading alarms; the first argument is who asks."""
