"""What is announced, nearest to a place that its reader chooses."""
