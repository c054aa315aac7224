"""Everything that can be done with the articles of the knowledge base."""

from alo153.knowledge.articles.actions.attaching import (
    TooManyFiles,
    attach_file,
    detach_file,
)
from alo153.knowledge.articles.actions.counting import (
    forget_questions,
    note_helped,
    note_shown,
    note_unanswered,
    note_used,
    note_went_on,
    settle_question,
)
from alo153.knowledge.articles.actions.speaking import speak_article, want_missing_sounds
from alo153.knowledge.articles.actions.writing import (
    ArticleOver,
    ChangedMeanwhile,
    load_articles,
    retire_article,
    review_article,
    write_article,
)

__all__ = [
    "ArticleOver",
    "ChangedMeanwhile",
    "TooManyFiles",
    "attach_file",
    "detach_file",
    "forget_questions",
    "load_articles",
    "note_helped",
    "note_shown",
    "note_unanswered",
    "note_used",
    "note_went_on",
    "retire_article",
    "review_article",
    "settle_question",
    "speak_article",
    "want_missing_sounds",
    "write_article",
]
