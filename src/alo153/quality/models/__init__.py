"""Tables of quality management."""

from alo153.quality.models.calibrations import AgreedScore, Calibration
from alo153.quality.models.cards import MEDIUM_LABELS, CardVersion
from alo153.quality.models.closings import ClosingCheck
from alo153.quality.models.coaching import Coaching, CoachingStep
from alo153.quality.models.evaluations import Appeal, Evaluation, Reason, Recusal, State
from alo153.quality.models.feedback import ContactFeedback
from alo153.quality.models.learning import GoodMoment, LearningCard, LearningResult
from alo153.quality.models.sampling import Draw, Plan
from alo153.quality.models.sound import SoundMeasures
from alo153.quality.models.sums import CountedZone, RatingSums, ScoreSums
from alo153.quality.models.transcripts import HandTranscript, Transcript

__all__ = [
    "MEDIUM_LABELS",
    "AgreedScore",
    "Appeal",
    "Calibration",
    "CardVersion",
    "ClosingCheck",
    "Coaching",
    "CoachingStep",
    "ContactFeedback",
    "CountedZone",
    "Draw",
    "Evaluation",
    "GoodMoment",
    "HandTranscript",
    "LearningCard",
    "LearningResult",
    "Plan",
    "RatingSums",
    "Reason",
    "Recusal",
    "ScoreSums",
    "SoundMeasures",
    "State",
    "Transcript",
]
