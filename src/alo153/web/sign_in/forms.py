"""Forms of allauth whose fields have no words of their own."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddKey(AddWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A new security key."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["name"].label = _("Name")


class RenameKey(EditWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """Another name for a security key."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["name"].label = _("Name")
