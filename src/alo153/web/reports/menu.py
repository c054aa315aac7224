"""The entry of the reports in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.reports.permissions import SEE_REPORTS
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(Entry("reports:report", _("Reports"), "list", SEE_REPORTS, Group.OVERVIEW))
