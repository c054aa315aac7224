"""Supervisors listen, whisper, barge in and take over; guests are accompanied. Pure."""
