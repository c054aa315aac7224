"""Tables of quality management."""

from alo153.quality.models.cards import MEDIUM_LABELS, CardVersion
from alo153.quality.models.closings import ClosingCheck
from alo153.quality.models.coaching import Coaching, CoachingStep
from alo153.quality.models.evaluations import Appeal, Evaluation, Reason, State
from alo153.quality.models.sampling import Draw, Plan
from alo153.quality.models.sound import SoundMeasures

__all__ = [
    "MEDIUM_LABELS",
    "Appeal",
    "CardVersion",
    "ClosingCheck",
    "Coaching",
    "CoachingStep",
    "Draw",
    "Evaluation",
    "Plan",
    "Reason",
    "SoundMeasures",
    "State",
]
