"""The address of the file scanner, from the environment."""

from urllib.parse import urlsplit


class ScannerUrlError(ValueError):
    """The address of clamd cannot be used."""


def address_of(url: str) -> str | tuple[str, int]:
    """Return where clamd listens: the path of its socket, or host and port.

    Raises:
        ScannerUrlError: it is neither ``unix:/path`` nor ``tcp://host:port``.
    """
    parts = urlsplit(url)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if parts.scheme == "unix" and parts.path.startswith("/"):
        return parts.path
    if parts.scheme == "tcp" and host and port:
        return host, port
    raise ScannerUrlError("must be unix:/path/of/clamd.ctl or tcp://host:3310")
