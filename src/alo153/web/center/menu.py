"""The entries of the center in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.permissions import (
    APPROVE_ANSWER,
    EDIT_CENTER_TEMPLATES,
    OPEN_CASE,
    SEE_EVERY_CASE,
    SEE_HAND_BACKS,
    SEE_LATE_CASES,
    SEE_RESULTS,
)
from alo153.cases.telling import messages
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.knowledge.articles import queries as articles
from alo153.knowledge.permissions import ANNOUNCE, EDIT_ARTICLES
from alo153.partners import queries as partners
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS
from alo153.publishing import queries as posts
from alo153.publishing.permissions import WRITE_POSTS
from alo153.web.kit.shell.navigation import MOST, Entry, Group, declare


def _waiting(user: User) -> int:
    """Count what the center must do something about; one query, over the open cases alone."""
    return queries.waiting_at_center(user).order_by()[: MOST + 1].count()


def _unanswered(user: User) -> int:
    """Count the conversations that wait for an answer; one query, over these alone."""
    return conversations.waiting(user).order_by()[: MOST + 1].count()


def _undelivered(user: User) -> int:
    """Count the messages that did not arrive; one query, over them alone."""
    return messages.undelivered(user).order_by()[: MOST + 1].count()


def _late_at_partners(user: User) -> int:  # noqa: ARG001 - one shape for all
    """Count the answers and bundles that did not go back within a day; two queries."""
    return partners.late(clock.now())


def _posts(user: User) -> int:
    """Count what somebody may approve, and what did not get through; one query, over these."""
    return posts.to_do(user).prefetch_related(None).order_by()[: MOST + 1].count()


def _articles_due(user: User) -> int:
    """Count the articles that somebody should look at; one query, over them alone."""
    return articles.due(user, clock.now()).order_by()[: MOST + 1].count()


declare(
    Entry(
        "center:lists",
        _("Center's tasks"),
        "inbox",
        APPROVE_ANSWER,
        Group.CENTER,
        daily=True,
        leads_from=("/sub-tasks/", "/reclassify/"),
        counter=_waiting,
    ),
    Entry(
        "center:conversations",
        _("Written messages"),
        "message",
        ANSWER_MESSAGES,
        Group.CENTER,
        daily=True,
        counter=_unanswered,
    ),
    Entry("media:posts", _("Posts"), "calendar", WRITE_POSTS, Group.CENTER, counter=_posts),
    Entry(
        "center:incidents",
        _("Incidents"),
        "alert",
        OPEN_CASE,
        Group.CENTER,
        daily=True,
    ),
    Entry(
        "center:undelivered",
        _("Undelivered messages"),
        "mail",
        SEE_CITIZEN,
        Group.CENTER,
        counter=_undelivered,
    ),
    Entry(
        "center:partners",
        _("Partner desks"),
        "external",
        EXCHANGE_WITH_PARTNERS,
        Group.CENTER,
        counter=_late_at_partners,
    ),
    Entry(
        "center:ready_answers",
        _("The center's ready answers"),
        "file",
        EDIT_CENTER_TEMPLATES,
        Group.KNOWLEDGE,
    ),
    Entry(
        "center:search",
        _("Search"),
        "search",
        SEE_EVERY_CASE,
        Group.CENTER,
        leads_from=("/center/", "/desk/", "/confidential/"),
    ),
    Entry("late", _("Late"), "alert", SEE_LATE_CASES, Group.OVERVIEW),
    Entry(
        "results",
        _("Results"),
        "check-circle",
        SEE_RESULTS,
        Group.OVERVIEW,
    ),
    Entry("center:articles", _("Knowledge base"), "info", OPEN_CASE, Group.KNOWLEDGE),
    Entry(
        "center:articles_due",
        _("Articles to look after"),
        "edit",
        EDIT_ARTICLES,
        Group.KNOWLEDGE,
        counter=_articles_due,
    ),
    Entry("center:answers", _("Answers of the city"), "info", ANNOUNCE, Group.KNOWLEDGE),
    Entry("not_ours", _("Hand-backs"), "return", SEE_HAND_BACKS, Group.OVERVIEW),
)
