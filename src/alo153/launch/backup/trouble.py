"""What can go wrong with a backup, in words that a technician reads in a mail of the night."""


class BackupError(RuntimeError):
    """Say in plain words why there is no backup, or why it cannot be used; names no person."""
