"""A card to begin with for each medium. The quality office changes it and puts it in use.

Nothing is scored by it as it is: each center says for itself what is good.
"""

from typing import Final

from django.utils.translation import gettext as _

from alo153.quality.media import CardMedium
from alo153.quality.rules.scorecards import Critical, Question, Scale, Scorecard, Section

_MARKS: Final = Scale.ONE_TO_FIVE


def starting(medium: CardMedium) -> Scorecard:
    """Return the card to begin with, in the language of the reader; its points add up to 100."""
    if medium == CardMedium.UNIT:
        return Scorecard(sections=(_of_an_answer(), _errors(_careless_with_data())))
    manner = _seen() if medium == CardMedium.VIDEO else _plain(15)
    return Scorecard(
        sections=(
            Section(title=_("Beginning"), questions=(_greeted(), _understood())),
            Section(title=_("Solution"), questions=(_correct(), _next_step(15))),
            Section(title=_("Manner"), questions=(manner,)),
            _errors(_careless_with_data(), _missed_an_emergency()),
        )
    )


def _of_an_answer() -> Section:
    asked = _("Does it answer what was asked?")
    reasons = _("Does it give the reason, and the law if there is one?")
    return Section(
        title=_("Answer"),
        questions=(
            Question(key="answers", text=asked, scale=_MARKS, weight=35),
            Question(key="reasons", text=reasons, weight=20),
            _next_step(20),
            _plain(25),
        ),
    )


def _errors(*questions: Question) -> Section:
    return Section(title=_("Critical errors"), questions=questions)


def _greeted() -> Question:
    return Question(
        key="greeted", text=_("Did the agent greet the citizen and say their name?"), weight=10
    )


def _understood() -> Question:
    return Question(
        key="understood",
        text=_("Did the agent understand the wish and ask for what was missing?"),
        scale=_MARKS,
        weight=25,
        guidance=_("5: one question was enough. 3: asked several times. 1: understood it wrong."),
    )


def _correct() -> Question:
    return Question(
        key="correct", text=_("Was the information correct and whole?"), scale=_MARKS, weight=35
    )


def _next_step(weight: int) -> Question:
    text = _("Does the citizen know what happens next, and by when?")
    return Question(key="next_step", text=text, weight=weight)


def _plain(weight: int) -> Question:
    text = _("Were the words plain and kind?")
    return Question(key="plain", text=text, scale=_MARKS, weight=weight)


def _seen() -> Question:
    text = _("Were face and hands in the picture, and was it checked that all was understood?")
    return Question(key="seen", text=text, scale=_MARKS, weight=15)


def _careless_with_data() -> Question:
    text = _("Was only needed personal data asked, and the data of others kept secret?")
    return Question(key="privacy", text=text, critical=Critical.COMPLIANCE)


def _missed_an_emergency() -> Question:
    text = _("Was an emergency recognized and sent to the right place?")
    return Question(key="emergency", text=text, critical=Critical.CITIZEN)
