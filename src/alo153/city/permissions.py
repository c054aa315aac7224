"""What somebody may do to the city's own rules."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

EDIT_ROUTING = permission("edit_routing", _("Change which unit gets which application"))
