"""Our contact address for push services (RFC 8292, 2.1)."""

from email.utils import parseaddr

from django.conf import settings

from alo153.city import queries as city


def contact() -> str:
    """Return the city's own e-mail address; one query if none is set."""
    address = parseaddr(settings.EMAIL_FROM)[1] or city.city().email_sender
    return f"mailto:{address}"
