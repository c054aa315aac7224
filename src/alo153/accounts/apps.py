"""Accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff, roles, permissions."""

    name = "alo153.accounts"
    label = "accounts"
