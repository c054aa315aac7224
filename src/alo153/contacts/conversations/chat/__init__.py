"""Chats: a citizen who has not signed in, and the center, write to each other on a page."""
