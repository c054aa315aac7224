"""Notices to staff about applications and conversations, without personal data of a citizen."""
