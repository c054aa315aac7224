"""Communication between citizens and the municipality, on every channel."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Communication between citizens and the municipality, on every channel."""

    name = "alo153.contacts"
    label = "contacts"
