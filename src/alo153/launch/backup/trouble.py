"""Failures of a backup, in words for a technician who reads them in a mail of the night."""


class BackupError(RuntimeError):
    """Say in plain words why there is no backup, or why it cannot be used; names no person."""
