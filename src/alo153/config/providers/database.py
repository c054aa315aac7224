"""Turn a database address into Django's setting."""

from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

# Of each process, at most
CONNECTIONS: Final = 16


def from_url(url: str, *, pool: bool) -> dict[str, Any]:
    """Translate ``postgresql://user:password@host:port/name?option=value``.

    A host in the query (``?host=/run/postgresql``) names a socket folder, as in libpq; a port may
    are there, too.

    Raises:
        ValueError: the address is not one of PostgreSQL.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host, port = options.pop("host", parts.hostname), options.pop("port", parts.port)
    # Planning a page's questions costs PostgreSQL more than answering them: it does so once
    options |= {"server_side_binding": True, "prepare_threshold": 3}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": CONNECTIONS, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or "",
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
