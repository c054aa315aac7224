"""Permissions of care. None of them opens the notes of another room."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

COUNSEL_STAFF = permission("counsel_staff", _("See members of staff as their psychologist"))
TREAT_STAFF = permission("treat_staff", _("See members of staff in the infirmary"))
SUGGEST_CARE = permission("suggest_care", _("Suggest psychologist or infirmary to a colleague"))
SEE_CARE_COUNTS = permission(
    "see_care_counts", _("See how many people the psychologist and the infirmary saw")
)
FILE_COMPLAINTS = permission(
    "file_complaints",
    _("Make files for the prosecutor about abuse of staff"),
    since=25,
    follows=("supervise_calls",),
)
HOLD_SURVEYS = permission("hold_surveys", _("Ask the staff once a year, and read the results"))
