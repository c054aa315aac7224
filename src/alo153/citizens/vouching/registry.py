"""The identity providers in the settings; none unless one is named."""

from urllib.parse import urlsplit

from django.conf import settings

from alo153.citizens.vouching.contract import Provider
from alo153.citizens.vouching.edevlet import EdevletProvider
from alo153.citizens.vouching.oidc import OidcProvider


def providers() -> dict[str, Provider]:
    """Return the providers by their names, in the order of their buttons."""
    return {each.name: each for each in _configured()}


def _configured() -> list[Provider]:
    found: list[Provider] = []
    if settings.OIDC_ISSUER:
        found.append(
            OidcProvider(
                issuer=settings.OIDC_ISSUER,
                client_id=settings.OIDC_CLIENT_ID,
                client_secret=settings.OIDC_CLIENT_SECRET,
                label=settings.OIDC_LABEL or _host(settings.OIDC_ISSUER),
            )
        )
    if settings.EDEVLET_URL:
        found.append(
            EdevletProvider(
                url=settings.EDEVLET_URL,
                client_id=settings.EDEVLET_CLIENT_ID,
                client_secret=settings.EDEVLET_CLIENT_SECRET,
            )
        )
    return found


def _host(issuer: str) -> str:
    return urlsplit(issuer).hostname or issuer
