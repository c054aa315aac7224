"""The edition of the permissions in `roles.toml`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import edition
from alo153.web.settings.documents.entry_forms import BaseEntryForm


class EditionForm(BaseEntryForm):
    """The list of permissions that the roles were written for."""

    edition = forms.IntegerField(label=_("Edition of the permissions"), required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _(
            "The newest is %(newest)s. With a lower one, roles have newer permissions as the "
            "upgrade gave them; with the newest, only as they are ticked."
        )
        self.fields["edition"].help_text = words % {"newest": edition()}
