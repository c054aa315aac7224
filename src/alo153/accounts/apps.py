"""Accounts as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Staff, roles, permissions."""

    name = "alo153.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Gather the permissions that each capability declares."""
        autodiscover_modules("permissions")
