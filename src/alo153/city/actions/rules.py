"""The one writer of the routing rules: every change is a new version."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries
from alo153.city.events import RulesSaved
from alo153.city.models import (
    District,
    Neighborhood,
    RoutingRule,
    RuleDraft,
    RuleVersion,
    Topic,
    Unit,
)
from alo153.city.permissions import EDIT_ROUTING
from alo153.city.rules import routing, rulebook
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.ttl_cache import forget_cached

FROM_FILE = "routing.toml"
"""The reason of a version that was read from the city's files."""


class RulesReasonMissing(ValueError):
    """Rules are saved with a reason; this one was empty."""


class RulesChangedSince(Exception):
    """Other rules came into force after these were begun."""


@transaction.atomic
def save_rules(
    rules: Sequence[routing.Rule],
    *,
    reason: str,
    onto: int | None = None,
    by: User,
    at: datetime,
) -> RuleVersion:
    """Put rules in force as a new version; a draft of them is done.

    Args:
        onto: the number of the version they were made from; None does not ask.

    Raises:
        NotPermitted: `by` may not edit routing.
        RulesReasonMissing: no reason was given.
        RulesChangedSince: `onto` is not in force any more.
        KeyError: a rule names what the city does not have.
    """
    permit(EDIT_ROUTING, by=by)
    if not reason.strip():
        raise RulesReasonMissing
    _one_at_a_time()
    current = queries.version_in_force()
    if onto is not None and (current is None or current.number != onto):
        raise RulesChangedSince
    RuleDraft.objects.filter(user=by).delete()
    return _write(rules, by, reason.strip(), by=Actor.staff(by.pk), at=at)


def follow_file(rules: Sequence[routing.Rule], *, by: Actor, at: datetime) -> None:
    """Make a version of the file's rules if they changed.

    It comes into force if the rules in force are the ones of the former file. If an
    administrator saved different ones, these stay, and the file's version waits to be taken up
    (`queries.waiting_version`).
    """
    _one_at_a_time()
    mark = rulebook.digest(rules)
    current, last = queries.version_in_force(), RuleVersion.objects.filter(saved_by=None).first()
    if mark in {each.digest for each in (current, last) if each}:
        return
    followed = current is None or (last is not None and current.digest == last.digest)
    _write(rules, None, FROM_FILE, by=by, at=at, in_force=followed)


def _one_at_a_time() -> None:
    """Hold the rules until the transaction ends: no two versions get one number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('routing rules', 0))")


def _write(
    rules: Sequence[routing.Rule],
    saved_by: User | None,
    reason: str,
    *,
    by: Actor,
    at: datetime,
    in_force: bool = True,
) -> RuleVersion:
    last = RuleVersion.objects.first()
    version = RuleVersion.objects.create(
        number=last.number + 1 if last else 1,
        saved_by=saved_by,
        saved_at=at,
        reason=reason,
        in_force=in_force,
        digest=rulebook.digest(rules),
    )
    RoutingRule.objects.bulk_create(_rows(version, rules))
    number = version.number
    events.record(RulesSaved(number=number, in_force=in_force), subject=version, by=by, at=at)
    transaction.on_commit(forget_cached)
    forget_cached()
    return version


def _rows(version: RuleVersion, rules: Sequence[routing.Rule]) -> list[RoutingRule]:
    topics = {row.slug: row for row in Topic.objects.all()}
    districts = {row.slug: row for row in District.objects.all()}
    units = {row.slug: row for row in Unit.objects.all()}
    near = Neighborhood.objects.all()
    neighborhoods = {f"{row.district.slug}/{row.slug}": row for row in near}
    return [
        RoutingRule(
            version=version,
            position=rule.position,
            topic=topics[rule.topic] if rule.topic else None,
            district=districts[rule.district] if rule.district else None,
            neighborhood=neighborhoods[rule.neighborhood] if rule.neighborhood else None,
            place_layer=rule.place or "",
            unit=None if rule.unit == routing.DISTRICT_MUNICIPALITY else units[rule.unit],
            reason=rule.reason,
        )
        for rule in rulebook.numbered(rules)
    ]
