"""The provider that vouches for staff, for the page of sign-in."""

from django import template

from alo153.web.sign_in.provider import provider

register = template.Library()


@register.simple_tag
def provider_label() -> str:
    """Return what the button calls the provider; empty: nobody vouches."""
    found = provider()
    return found.label if found else ""
