"""Read the work that crews have in hand, and its photos."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from alo153.accounts.models import User
from alo153.cases.models import Attachment, Case, FieldReport, Forwarding
from alo153.cases.queries import inbox
from alo153.cases.rules.lifecycle import State


def works_of(asker: User) -> QuerySet[Case]:
    """Return the cases that this person has in hand, what is due first on top.

    `reported` tells whether they reported from the spot since it last came. Confidential ones are
    left out: the page of a crew is kept in its telephone, to be read without a line.
    """
    came = Forwarding.objects.filter(case=OuterRef(OuterRef("pk"))).order_by("-id")
    reports = FieldReport.objects.filter(
        case=OuterRef("pk"), by_user=asker, at__gte=Subquery(came.values("at")[:1])
    )
    mine = inbox(asker, frozenset({State.ACCEPTED})).filter(accepted_by=asker)
    mine = mine.filter(confidential=False)
    return mine.annotate(reported=Exists(reports)).prefetch_related("topic_answers")


def photos_of_citizens(cases: Collection[Case]) -> dict[int, list[Attachment]]:
    """Return the photos that citizens sent, by the key of the case; one query."""
    found: dict[int, list[Attachment]] = {case.pk: [] for case in cases}
    sent = Attachment.objects.filter(case__in=cases, from_citizen=True, is_petition=False)
    for each in sent.filter(content_type__startswith="image/"):
        found[each.case_id].append(each)
    return found
