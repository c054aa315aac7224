"""Translate a line of a body's table for this city: kind, topic, place, dates."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _

from alo153.cases.actions import Application, ExternalReference, Reporter
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city import queries as city
from alo153.city.models import CaseKind, PartnerDesk, Topic
from alo153.city.partner_tables import Field
from alo153.city.rules.calendar import Standard, StandardUnit, due_at
from alo153.city.rules.kinds import Need
from alo153.core.text import fold
from alo153.partners.imports.places import Places
from alo153.partners.rules.rows import Fault, Faulty, PartnerRow, row_of


class Meanings:
    """Reads lines of one desk; two queries, however long the table is."""

    def __init__(self, desk: PartnerDesk, *, today: date) -> None:
        self._desk, self._today = desk, today
        self._country = city.city().country
        self._places = Places()
        topics = [each for each in city.topics_now().values() if not each.information_only]
        self._topics = {fold(each.slug): each for each in topics}
        self._topics |= {fold(each.name): each for each in topics}
        self._topics |= {
            words: self._topics[slug] for words, slug in desk.topics.items() if slug in self._topics
        }

    def row(self, values: Mapping[Field, str]) -> PartnerRow:
        """Read what a line says. Raises Faulty."""
        return row_of(values, today=self._today, country=self._country)

    def application(self, row: PartnerRow) -> Application:
        """Return what a line becomes.

        Raises:
            Faulty: the city knows no such topic or place, or the kind needs what a table lacks.
        """
        kind = self._kind(row)
        return Application(
            kind=kind.slug,
            topic=self._topic(row),
            place=self._places.of(row),
            text=row.text,
            reporter=Reporter(full_name=row.full_name, phone=row.phone, email=row.email),
            contact_wish=_wish(row),
            channel=Channel.EXTERNAL_AGENCY,
            external=self.reference(row),
            proposals_seen=False,
        )

    def reference(self, row: PartnerRow) -> ExternalReference:
        """Return number and days as that body has them; its day by its own rule, if it has one."""
        return ExternalReference(
            number=row.number, arrived_date=row.arrived, due_date=row.due or self._due(row)
        )

    def _due(self, row: PartnerRow) -> date | None:
        amount, unit = self._desk.standard_amount, self._desk.standard_unit
        if amount is None:
            return None
        arrived = datetime.combine(row.arrived, time(12), city.zone())
        return due_at(arrived, Standard(amount, StandardUnit(unit)), city.working_calendar()).date()

    def _kind(self, row: PartnerRow) -> CaseKind:
        slug = self._desk.kinds.get(fold(row.kind), self._desk.kind)
        kind = city.kind(slug)
        lacking = set(kind.needs) - {Need.FULL_NAME}
        if not row.full_name:
            lacking = set(kind.needs)
        if lacking:
            field = Field.FULL_NAME if Need.FULL_NAME in lacking else Field.KIND
            words = _("“%(kind)s” needs more than this line says.") % {"kind": kind.name}
            raise Faulty(Fault(field, words))
        return kind

    def _topic(self, row: PartnerRow) -> Topic:
        found = self._topics.get(fold(row.topic)) or self._topics.get(self._desk.topic)
        if found is None:
            words = _("There is no topic called %(topic)s.") % {"topic": row.topic}
            raise Faulty(Fault(Field.TOPIC, words if row.topic else _("This is empty.")))
        return found


def shown(application: Application) -> dict[str, Any]:
    """Return what a preview says of an application; nothing about people."""
    place, external = application.place, application.external
    due = external.due_date if external else None
    return {
        "kind": application.kind,
        "topic": application.topic.slug,
        "place": ", ".join(str(each) for each in (place.neighborhood, place.district) if each),
        "due": due.isoformat() if due else "",
    }


def _wish(row: PartnerRow) -> Channel:
    if row.email:
        return Channel.EMAIL
    if row.phone:
        return Channel.SMS if numbers.parse(row.phone).is_mobile else Channel.PHONE
    return Channel.NONE
