"""A case's closing and objection on its page, and the people who may decide it."""

from typing import Any

from django.utils.translation import gettext as _

from alo153.cases.life import closings
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.open_verbs import OpenVerbs


def shown(verbs: OpenVerbs) -> dict[str, Any]:
    """Return what the templates show of a case's closing and objection; one to four queries."""
    return {
        "objection": verbs.objection,
        "closing": verbs.closing,
        "person_erased": verbs.is_erased,
        "barred": closings.BARRED_WORDS[verbs.barred] if verbs.barred else "",
        "may_take": Verb.TAKE_OBJECTION in verbs,
    }


def beginning(verbs: OpenVerbs) -> dict[str, Any]:
    """Return what the form to send it back to the unit begins with: the same unit, and why."""
    closing = verbs.closing if verbs.has_objection and verbs.state is State.AT_CENTER else None
    if closing is None:
        return {}
    reason = _("The citizen says that it is not solved: %(words)s")
    return {
        "unit": closing.unit.slug if closing.unit else "",
        "reason": reason % {"words": closing.words},
    }
