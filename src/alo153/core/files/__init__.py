"""Uploaded files: detection of the real type, and decoding in a separate process."""
