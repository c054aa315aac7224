"""What was said in calls: kept, listened to, and deleted in time."""
