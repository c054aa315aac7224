"""Why something is not possible, in words."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alo153.quality.policy import Refusal
from alo153.quality.rules.scorecards import WHOLE, Fault, FaultKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_WORDS: Final[dict[Refusal, "StrPromise"]] = {
    Refusal.OWN_CONTACT: _("This is a contact of your own. A colleague evaluates it."),
    Refusal.NOT_DEALT: _("This contact was given to a colleague."),
    Refusal.OTHERS_CONTACT: _("This is the evaluation of a colleague."),
    Refusal.OWN_EVALUATION: _("You gave this score. Somebody else decides about the appeal."),
    Refusal.OWN_TEAM: _("You lead the team of this agent. Somebody else decides about the appeal."),
    Refusal.NOT_GIVEN: _("This evaluation is not finished yet."),
    Refusal.TERM_OVER: _("The days to appeal are over."),
    Refusal.APPEALED: _("You have appealed already. The decision will appear here."),
    Refusal.OWN_COACHING: _("Nobody coaches themselves. Choose a colleague."),
    Refusal.OTHERS_STEP: _("This was agreed by somebody else."),
    Refusal.OWN_ANSWER: _("This answer is yours. A colleague checks it."),
    Refusal.CHECKED: _("A colleague has checked this already."),
    Refusal.NOT_SCORED_BY_ALL: _("Somebody has not scored this contact yet."),
    Refusal.STILL_HEARD: _("This contact can still be heard: everybody scores it."),
    Refusal.DECIDED: _("This appeal was decided meanwhile."),
    Refusal.ANSWERED: _("You have answered this already."),
    Refusal.RECUSED: _("You gave this contact to a colleague. Somebody else decides."),
    Refusal.CALIBRATED: _("In a calibration everybody scores each contact."),
    Refusal.NOT_HEARD: _("Listen to it first: others will hear exactly that."),
    Refusal.OTHERS_VOICE: _(
        "Somebody else is heard in it, too. Decline it, and let a part be proposed in which you "
        "alone talk with the citizen."
    ),
}
_FAULTS: Final[dict[FaultKind, "StrPromise"]] = {
    FaultKind.EMPTY: _("The card has no question."),
    FaultKind.KEY_TWICE: _("Two questions have the same key."),
    FaultKind.NO_TEXT: _("A question has no text."),
    FaultKind.CRITICAL_WEIGHT: _("A critical question has no weight: it is counted apart."),
    FaultKind.CRITICAL_SCALE: _("A critical question is answered by yes or no."),
}


def words(why: Refusal) -> "StrPromise":
    """Return why somebody may not do something with an evaluation."""
    return _WORDS[why]


def fault(found: Fault) -> str:
    """Return what is wrong with a card."""
    if found.kind is FaultKind.WEIGHTS:
        add_up = ngettext(
            "The weights add up to %(found)s point, and not to %(whole)s.",
            "The weights add up to %(found)s points, and not to %(whole)s.",
            found.found,
        )
        return add_up % {"found": found.found, "whole": WHOLE}
    return str(_FAULTS[found.kind])
