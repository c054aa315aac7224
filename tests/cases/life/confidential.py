"""Confidential cases of one citizen, at every stage, by the real actions: words to look for."""

from datetime import timedelta

from django.db import connection
from tests import cast

from alo153.cases import actions, queries
from alo153.cases.actions import Reporter
from alo153.cases.models import Case, Note
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.contacts.models import Interaction
from alo153.core import clock, keyring
from alo153.core.database import sealed_text
from alo153.core.files.uploads import CheckedFile
from alo153.core.geo import Point
from alo153.core.text import fold

NAME = "Nilüfer Saklıkent"
PHONE = "+905329998877"
# No other row and no page of the municipality has these
SAID = "Eşim beni zümrütanka diye tehdit ediyor."
ADDRESS = "Kehribarlı Sokak 9"
NOTED = "Sığınma evinde tarçınboncuk odası ayrıldı."
ASKED = "Bizi mercanköşk saatinde arayabilir misiniz?"
REPLIED = "Evet, leylakmavisi saatinde."
FOUND = "Firuzegöl merkezinde görüşüldü."
TOLD = "Yakutkapı biriminde randevunuz var."
OBJECTED = "Sedefdüğme kimse aramadı."
WHY = "Randevu için"
DONE = Finding(outcome=Outcome.DONE, text=FOUND)
WORDS = (
    "zümrütanka",
    "kehribarlı",
    "tarçınboncuk",
    "mercanköşk",
    "leylakmavisi",
    "firuzegöl",
    "yakutkapı",
    "sedefdüğme",
    "saklıkent",
)
# A JPEG to the code that checks by the first bytes; its content is words, to be looked for
PHOTO = CheckedFile(content=b"\xff\xd8\xff\xe0 gomecbalikfoto \xff\xd9", content_type="image/jpeg")


def opened(
    *,
    wish: Channel = Channel.SMS,
    days_ago: int = 30,
    interaction: Interaction | None = None,
) -> Case:
    """Open the case of a woman who is threatened, by telephone; it goes to the social services."""
    place = cast.neighborhood("izmit/yahyakaptan")
    return actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("kadin-destek"),
            place=Place(
                district=place.district,
                neighborhood=place,
                address=ADDRESS,
                point=Point(40.76911, 29.97525),
            ),
            text=SAID,
            reporter=Reporter(full_name=NAME, phone=PHONE),
            contact_wish=wish,
            channel=Channel.PHONE,
        ),
        interaction=interaction,
        by=cast.actor("elif"),
        at=clock.now() - timedelta(days=days_ago),
    )


def in_work() -> Case:
    """Let the psychologist take it, write a note, keep a photo, ask, and get an answer."""
    case = opened()
    sevgi = cast.staff("sevgi")
    actions.accept(case=case, by=sevgi, at=clock.now())
    actions.note(case=case, text=NOTED, by=sevgi, at=clock.now())
    actions.attach(case=case, file=PHOTO, from_citizen=True, by=cast.actor("meral"), at=clock.now())
    actions.ask(case=case, text=ASKED, by=sevgi, at=clock.now())
    actions.reply(
        case=case, text=REPLIED, channel=Channel.PHONE, by=cast.actor("meral"), at=clock.now()
    )
    return case


def asked() -> Case:
    """Let it wait for an answer of the citizen, to be asked by telephone."""
    case = opened(wish=Channel.PHONE)
    actions.ask(case=case, text=ASKED, by=cast.staff("sevgi"), at=clock.now())
    return case


def answered() -> Case:
    """Let the psychologist answer."""
    case = in_work()
    actions.answer(case=case, finding=DONE, by=cast.staff("sevgi"), at=clock.now())
    return case


def to_be_told() -> Case:
    """Let the center approve; the citizen is to be called."""
    case = opened(wish=Channel.PHONE)
    actions.accept(case=case, by=cast.staff("sevgi"), at=clock.now())
    actions.answer(case=case, finding=DONE, by=cast.staff("sevgi"), at=clock.now())
    actions.approve(case=case, plain_text=TOLD, by=cast.staff("meral"), at=clock.now())
    return case


def objected_to() -> Case:
    """Close it, and let the citizen say that it is not solved."""
    case = opened(wish=Channel.NONE)
    actions.accept(case=case, by=cast.staff("sevgi"), at=clock.now())
    actions.answer(case=case, finding=DONE, by=cast.staff("sevgi"), at=clock.now())
    actions.approve(case=case, plain_text=TOLD, by=cast.staff("meral"), at=clock.now())
    actions.record_confirmation(
        case=case,
        solved=False,
        words=OBJECTED,
        channel=Channel.PHONE,
        heard_by=cast.staff("meral"),
        by=cast.actor("meral"),
        at=clock.now(),
    )
    return case


def explained(case: Case, *usernames: str) -> Case:
    """Let these people say why they open it."""
    for each in usernames:
        actions.give_reason(case=case, reason=WHY, by=cast.staff(each), at=clock.now())
    return case


def every_stage() -> list[Case]:
    """Return cases of the same citizen at every stage."""
    return [opened(), in_work(), asked(), answered(), to_be_told(), objected_to()]


def whole_database() -> str:
    """Return every row of every table as text, folded."""
    told = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            told += [row for (row,) in cursor.fetchall()]
    return fold("\n".join(told))


NEW = keyring.new_key("k2")


def read_all(code: str) -> None:
    case = Case.objects.get(tracking_code=code)
    explained(case, "sevgi")
    with sealed_text.reading():
        case = queries.access_case(cast.staff("sevgi"), code, what="unit", at=clock.now())
        assert case.text == SAID
        assert Note.objects.get(case=case).text == NOTED
        (attached,) = case.attachments.all()
        assert attached.content().read() == PHOTO.content
