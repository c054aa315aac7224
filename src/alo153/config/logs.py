"""What is left out of the log."""

import logging
import re

# The secret of a tracking link or of an invitation, and the tracking code of a staff page
_KEYS = re.compile(r"/(t|join|cases|about)/[^/\s]+")


class WithoutKeys(logging.Filter):
    """Write addresses without the keys in them: Django logs the path of each refused request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Blank the keys; every record passes."""
        if isinstance(record.args, tuple):
            record.args = tuple(_blank(part) for part in record.args)
        return True


def _blank(part: object) -> object:
    return _KEYS.sub(r"/\1/…", part) if isinstance(part, str) else part
