"""Notices to staff about city documents and accounts, in the city's language.

The package `city` is below `notices` and cannot send them itself.
"""

from typing import cast

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.events import StaffEmailChanged
from alo153.accounts.models import FormerEmail, User
from alo153.accounts.policy import staff_of
from alo153.accounts.queries import holding
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.city.citypack.documents import document
from alo153.city.events import (
    DocumentRefused,
    StaffChangeAsked,
    StaffChangeLapsed,
    StaffChangeRefused,
)
from alo153.city.models import DocumentVersion, StaffChange
from alo153.city.permissions import CONFIRM_STAFF, EDIT_CITY, MANAGE_STAFF
from alo153.contacts import actions as contacts
from alo153.contacts.about import About
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind
from alo153.notices.sending import PURPOSE

STAFF_WAITS = notice_kind(
    "staff_change_waits",
    gettext_lazy("An account or a role waits for a second person"),
    CONFIRM_STAFF,
)
STAFF_REFUSED = notice_kind(
    "staff_change_refused",
    gettext_lazy("What you asked for a member of staff is refused or has lapsed"),
    MANAGE_STAFF,
)
DOCUMENT_REFUSED = notice_kind(
    "document_refused", gettext_lazy("A planned city document did not come in force"), EDIT_CITY
)
_WAITING = "/settings/people/waiting/"


def ask_second_person(event: Event, _said: StaffChangeAsked) -> None:
    """Tell the people who can confirm it; of a whole table at once they hear one time."""
    change = cast(StaffChange, event.subject)
    readers = holding(CONFIRM_STAFF).exclude(
        pk__in=[each for each in (change.requested_by_id, change.user_id) if each]
    )
    with translation.override(city.city().language):
        title = _("%(name)s asks you to confirm accounts or roles")
        told = Told(
            title=(title % {"name": change.requested_by.full_name})[:200],
            lines=(_("They hold when a second person confirms them."),),
            path=_WAITING,
        )
    give_notice(
        kind=STAFF_WAITS,
        cause=f"staff_changes:{change.requested_by_id}:{event.at.isoformat()}",
        about=change,
        words=dict.fromkeys(readers, told),
        by=event.actor,
        at=event.at,
    )


def tell_refused(event: Event, _said: StaffChangeRefused) -> None:
    """Tell the person who asked, if somebody else refused it."""
    change = cast(StaffChange, event.subject)
    if change.decided_by_id == change.requested_by_id or change.decided_by is None:
        return
    said = {"name": change.decided_by.full_name, "person": change.full_name}
    with translation.override(city.city().language):
        title = (_("%(name)s refused what you asked for %(person)s") % said)[:200]
    _tell_author(event, change, Told(title=title, lines=(), path="/settings/people/"))


def tell_lapsed(event: Event, _said: StaffChangeLapsed) -> None:
    """Tell the person who asked that nobody decided in time."""
    change = cast(StaffChange, event.subject)
    if not change.requested_by.is_active:
        return
    with translation.override(city.city().language):
        title = _("Nobody confirmed what you asked for %(person)s") % {"person": change.full_name}
        lines = (_("It has lapsed. Ask for it again if it is still needed."),)
    _tell_author(event, change, Told(title=title[:200], lines=lines, path="/settings/people/"))


def _tell_author(event: Event, change: StaffChange, told: Told) -> None:
    give_notice(
        kind=STAFF_REFUSED,
        cause=f"staff_change_refused:{change.pk}",
        about=change,
        words={change.requested_by: told},
        by=event.actor,
        at=event.at,
    )


def tell_document_refused(event: Event, said: DocumentRefused) -> None:
    """Tell the author of a planned document, and everybody who edits documents."""
    version = cast(DocumentVersion, event.subject)
    readers = {each.pk: each for each in holding(EDIT_CITY)}
    if version.saved_by and version.saved_by.is_active:
        readers[version.saved_by.pk] = version.saved_by
    what = {"file": document(said.kind).file, "number": said.number}
    with translation.override(city.city().language):
        title = _("%(file)s: planned version %(number)s did not come in force") % what
        lines = (_("The former version stays in force. The page says why."),)
    give_notice(
        kind=DOCUMENT_REFUSED,
        cause=f"document_refused:{version.pk}",
        about=version,
        words=dict.fromkeys(
            readers.values(),
            Told(title=title, lines=lines, path=f"/settings/documents/{said.kind}/"),
        ),
        by=event.actor,
        at=event.at,
    )


def tell_former_address(event: Event, said: StaffEmailChanged) -> None:
    """Tell the former address of an account who changed it, and what to do."""
    if said.former is None:
        return
    former = FormerEmail.objects.select_related("user").get(pk=said.former)
    who = staff_of(event.actor)
    language = city.city().language
    with translation.override(language):
        words = _former_address_words(former.user, who)
    contacts.write(
        Written(subject=words[0], body="\n\n".join(words[1:]), language=language),
        channel=Channel.EMAIL,
        purpose=PURPOSE,
        to=former.email,
        recipient=Recipient.STAFF,
        about=About.row(former),
        at=event.at,
    )


def _former_address_words(user: User, who: User | None) -> tuple[str, ...]:
    said = {
        "username": user.username,
        "who": who.full_name if who else _("The IT department"),
        "site": settings.PUBLIC_URL,
    }
    return (
        _("Your account has another e-mail address now"),
        _("%(who)s changed the e-mail address of your account %(username)s (%(site)s).") % said,
        _(
            "All its sign-ins were ended. Links for a new password go to the new address and no "
            "longer to this one."
        ),
        _(
            "If you did not ask for this, call your supervisor or another administrator now, and "
            "have the account ended."
        ),
    )
