"""Permissions in quality management."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

EVALUATE_CONTACTS = permission(
    "evaluate_contacts", _("Evaluate contacts of others with a scorecard")
)
MANAGE_QUALITY = permission("manage_quality", _("Edit scorecards and say how contacts are sampled"))
DECIDE_APPEALS = permission("decide_appeals", _("Decide appeals of agents against evaluations"))
SEE_QUALITY = permission("see_quality", _("See the quality figures of agents and teams"))
