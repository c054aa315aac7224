"""Telegram's Bot API, 9.x."""
