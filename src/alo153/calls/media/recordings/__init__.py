"""Recordings of calls: kept, listened to, deleted in time."""
