"""The severity of an alarm. Pure."""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _


class Severity(StrEnum):
    """The severity; only a critical alarm breaks quiet hours."""

    NOTICE = "notice"
    WARNING = "warning"
    CRITICAL = "critical"


SEVERITY_LABELS: Final = {
    Severity.NOTICE: _("notice"),
    Severity.WARNING: _("warning"),
    Severity.CRITICAL: _("critical"),
}
