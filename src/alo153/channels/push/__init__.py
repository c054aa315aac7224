"""Notices of browsers by their push services: RFC 8030, 8291 and 8292."""
