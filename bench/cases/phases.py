"""What is asked of a million cases: pages as staff and citizens ask for them, and the verb."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import cycle

import psycopg
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import close_old_connections
from django.urls import reverse

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.accounts.registry import Permission
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases import actions
from alo153.cases.models import Case
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.city.queries import unit_keys
from alo153.core import clock
from bench.cases import names
from bench.cases import town as towns
from bench.cases.source import Report
from bench.cases.town import Town
from bench.cases.visitors import Ask, Work, visitor
from bench.center import BenchError

CLIENTS = (1, 4)
"""How many ask at once, one after the other."""
_SOME = 400
"""How many different cases are asked for."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One thing that is measured. `work` makes a client; `in_us` is CPU of this very process."""

    name: str
    what: str
    work: Callable[[], Work]
    in_us: bool = False
    # At the median on one client, milliseconds
    most: float | None = None
    # CPU of application and database together, milliseconds
    most_cpu: float | None = None
    # A second, on four clients
    least_rate: float | None = None


class Asker:
    """Makes the questions of a bench from what is in the database."""

    def __init__(
        self, urls: Sequence[str], database_url: str, town: Town, reports: Sequence[Report]
    ) -> None:
        self._urls, self._database_url, self._town = urls, database_url, town
        self._reports = reports
        self._random = random.Random(311)  # noqa: S311 - the same questions every time
        self._agent = _first(ANSWER_CALLS)
        self._worker = _in_the_busiest_unit()
        self._desks, self._unit = _Seats(self._agent), _signed_in(self._worker)
        self._cases = _some_cases()
        self._terms = _terms(self._cases, reports)
        with psycopg.connect(database_url) as line:
            line.execute("CREATE TABLE IF NOT EXISTS bench_yardstick (id bigserial, words text)")

    def phases(self) -> list[Phase]:
        """List what is measured, yardsticks first."""
        page = self._page
        return [
            Phase(
                name="yardstick-web",
                what="yardstick: the page that says the server lives",
                work=page(lambda: Ask(path="/healthz")),
            ),
            Phase(
                name="yardstick-commit",
                what="yardstick: one row inserted and committed, without us",
                work=self._commit,
                in_us=True,
            ),
            Phase(
                name="verb",
                what="create: the verb open_case, in this process",
                work=self._verb,
                in_us=True,
            ),
            Phase(
                name="create",
                what="create: the whole POST of the desk",
                work=page(self._opening),
                most_cpu=17,
                least_rate=100,
            ),
            Phase(
                name="inbox",
                what="inbox of a unit",
                work=page(lambda: Ask(path=reverse("unit:inbox"), session=self._unit)),
                most=60,
            ),
            Phase(
                name="filtered",
                what="filtered list: open ones of a unit and a topic",
                work=page(self._filtered()),
                most=60,
            ),
            Phase(name="search", what="search, ten terms", work=page(self._search()), most=60),
            Phase(name="case", what="one case at the desk", work=page(self._one_case())),
            Phase(name="tracking", what="tracking page", work=page(self._tracking()), most=20),
        ]

    def _page(self, asks: Callable[[], Ask]) -> Callable[[], Work]:
        return visitor(self._urls, asks)

    def _commit(self) -> Work:
        """Open a connection of psycopg alone; what it writes is text of a report."""
        line = psycopg.connect(self._database_url, autocommit=True)
        insert = "INSERT INTO bench_yardstick (words) VALUES (%s)"
        return lambda: line.execute(insert, [self._report().text])

    def _verb(self) -> Work:
        """Open cases by the verb, in this process, as the desk's view calls it."""
        close_old_connections()

        def work() -> Case:
            report, who = self._report(), self._random.randrange(1, 500_000)
            near = self._town.place_of(report.place)
            return actions.open_case(
                application=actions.Application(
                    kind=self._town.kinds[0].slug,
                    topic=self._town.topic_of(report.type),
                    place=Place(district=near.district, neighborhood=near, address=report.address),
                    text=report.text,
                    reporter=actions.Reporter(
                        full_name=names.name_of(who), phone=names.phone_of(who)
                    ),
                    contact_wish=Channel.SMS,
                    channel=Channel.COUNTER,
                    form_token=uuid.uuid4(),
                ),
                by=self._agent,
                at=clock.now(),
            )

        return work

    def _opening(self) -> Ask:
        """Fill the form of the desk: half of the callers are known."""
        report, who = self._report(), self._random.randrange(1, 800_000)
        near = self._town.place_of(report.place)
        form = {
            "form_token": str(uuid.uuid4()),
            "channel": Channel.COUNTER.value,
            "kind": self._town.kinds[0].slug,
            "topic": self._town.topic_of(report.type).slug,
            "district": near.district.slug,
            "neighborhood": str(near.pk),
            "place_layer": self._random.choice(towns.LAYERS),
            "address": report.address,
            "text": report.text,
            "full_name": names.name_of(who),
            "phone": names.phone_of(who),
            "reporter_role": "affected",
            "contact_wish": "sms",
        }
        path = reverse("desk:open_case", args=["new:1"])
        return Ask(path=path, form=form, session=self._desks.session(), status=302)

    def _filtered(self) -> Callable[[], Ask]:
        """Narrow all cases by filters alone, another topic each time."""
        unit = str(_units(self._worker)[0])
        topics = cycle([str(topic.pk) for topic in self._town.topics])
        path = reverse("center:search")
        return lambda: Ask(
            path=path,
            form={"unit": unit, "topic": next(topics), "standing": "open"},
            session=self._desks.session(),
            status=302,
            follow=True,
        )

    def _search(self) -> Callable[[], Ask]:
        terms = cycle(self._terms.values())
        return lambda: self._find(next(terms))

    def _one_case(self) -> Callable[[], Ask]:
        those = cycle([reverse("center:case", args=[case.tracking_code]) for case in self._cases])
        return lambda: Ask(path=next(those), session=self._desks.session())

    def _tracking(self) -> Callable[[], Ask]:
        open_ones = [case for case in self._cases if case.is_open]
        those = cycle([reverse("portal:link", args=[case.link_key]) for case in open_ones])
        return lambda: Ask(path=next(those))

    def _report(self) -> Report:
        return self._random.choice(self._reports)

    def each_term(self) -> list[Phase]:
        """List the ten terms, each as a phase of its own."""
        return [
            Phase(name=name, what=f"{name}: {term}", work=self._page(partial(self._find, term)))
            for name, term in self._terms.items()
        ]

    def _find(self, term: str) -> Ask:
        """Send the line and go where it leads: to what is found, or to the case of a code."""
        path = reverse("center:search")
        return Ask(
            path=path, form={"q": term}, session=self._desks.session(), status=302, follow=True
        )


class _Seats:
    """A session for each client: a session remembers what is looked for, as a browser's would."""

    def __init__(self, user: User) -> None:
        self._free = cycle([_signed_in(user) for _ in range(CLIENTS[-1])])
        self._mine = threading.local()

    def session(self) -> str:
        """Return the session of the client that asks, which is a thread."""
        if not hasattr(self._mine, "session"):
            self._mine.session = next(self._free)
        return str(self._mine.session)


def _first(permission: Permission) -> User:
    user = holding(permission).order_by("pk").first()
    if user is None:
        raise BenchError(f"nobody holds {permission.key}: load the demo first")
    return user


def _in_the_busiest_unit() -> User:
    """Return a worker of the unit with the most open cases, of the units with staff."""
    open_ones = Case.objects.filter(state__in=[State.FORWARDED, State.ACCEPTED])
    workers = holding(WORK_ON_UNIT_CASES).order_by("pk")
    return max(workers, key=lambda user: open_ones.filter(unit__in=_units(user)).count())


def _units(user: User) -> list[int]:
    return unit_keys(user, WORK_ON_UNIT_CASES)


def _signed_in(user: User) -> str:
    """Begin a session as signing in does, without the password."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _some_cases() -> list[Case]:
    """Return cases from all over the table, each with its reporter."""
    last = Case.objects.order_by("-pk").values_list("pk", flat=True)[:1].get()
    step = max(last // _SOME, 1) | 1  # odd: every twentieth case is anonymous
    those = Case.objects.filter(pk__in=range(last, 0, -step), reporter__isnull=False)
    return list(those.select_related("reporter__person"))


def _terms(cases: Sequence[Case], reports: Sequence[Report]) -> dict[str, str]:
    """Choose what is typed into the box: some means one case, some a twentieth of all."""
    case, other = cases[0], cases[len(cases) // 2]
    number = other.reporter.identities.first() if other.reporter else None
    name = other.reporter.name if other.reporter else ""
    place = other.neighborhood.name if other.neighborhood else ""
    return {
        "code": codes.display(case.tracking_code),
        "telephone": "0" + number.value.removeprefix("+90") if number else "",
        "full name": name,
        "common name": "YILMAZ",
        "address": reports[-1].address,
        "common word": "pothole",
        "two words": "graffiti removal",
        "rare word": "luminaires",
        "word and place": f"pothole {place}",
        "nothing fits": "zeplin iskelesi",
    }
