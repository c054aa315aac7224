"""Tables of what the center knows and says."""

from alo153.knowledge.models.announcements import (
    LONGEST,
    LONGEST_REASON,
    Announcement,
    Voice,
    Wording,
)
from alo153.knowledge.models.articles import (
    Article,
    ArticleFile,
    ArticleText,
    ArticleUse,
    ArticleVersion,
    ArticleWord,
    UnansweredQuestion,
)
from alo153.knowledge.models.feeds import Feed

__all__ = [
    "LONGEST",
    "LONGEST_REASON",
    "Announcement",
    "Article",
    "ArticleFile",
    "ArticleText",
    "ArticleUse",
    "ArticleVersion",
    "ArticleWord",
    "Feed",
    "UnansweredQuestion",
    "Voice",
    "Wording",
]
