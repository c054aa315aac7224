"""The timeline's words to the citizen about the end of an application."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alo153.cases.events.life import CaseClosed
from alo153.cases.rules.outcomes import Outcome
from alo153.cases.telling.timeline.rows import Rows


def concluded(what: CaseClosed, rows: Rows) -> str:
    """Say that it is concluded; of a plan for when it is planned, for nothing is done yet."""
    closing = rows.closings.get(what.closing) if what.closing else None
    answer = rows.answers.get(closing.answer_id) if closing and closing.answer_id else None
    if closing is None or closing.outcome != Outcome.PLANNED or answer is None:
        return _("Your application is concluded.")
    day = date_format(answer.planned_date, "DATE_FORMAT") if answer.planned_date else ""
    return _("It is planned for %(date)s.") % {"date": day}
