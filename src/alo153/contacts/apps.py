"""What was said between citizens and the municipality, whichever way it went."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """What was said between citizens and the municipality, whichever way it went."""

    name = "alo153.contacts"
    label = "contacts"
