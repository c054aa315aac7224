"""Words that may mean danger raise a flag; only a person makes a case urgent."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.cases.life.alarms import GAS, flag_of

from alo153.cases import actions
from alo153.cases.events.life import CaseAlarmRaised
from alo153.cases.life import alarms
from alo153.cases.models import Case, RaisedAlarm, RelayAttempt
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules import codes
from alo153.cases.telling import compose, timeline
from alo153.citizens.channel import Channel
from alo153.city import queries as unit_queries
from alo153.city.place import Place
from alo153.core import events
from alo153.core.actor import CITIZEN
from alo153.core.clock import now

pytestmark = pytest.mark.django_db


def names(case: Case) -> list[str]:
    return [event.name for event in events.history(case)]


def test_an_alarm_is_raised_in_the_transaction_that_opens_the_case() -> None:
    case = cast.open_case(GAS)
    flag = flag_of(case)
    assert (flag.alarm, flag.name, flag.state) == ("gaz", "Gaz kokusu", "raised")
    (event,) = [each for each in events.history(case) if each.name == "case.alarm_raised"]
    assert events.read(event, CaseAlarmRaised) == CaseAlarmRaised(flag=flag.pk, alarm="gaz")
    assert event.actor_kind == "system"


def test_a_flag_changes_nothing_but_that_somebody_looks() -> None:
    plain, flagged = cast.open_case("Ağaç devrildi."), cast.open_case(GAS)
    flagged.refresh_from_db()
    assert flagged.urgent_at is None
    for field in ("state", "unit", "kind", "topic"):
        assert getattr(flagged, field) == getattr(plain, field)


def test_an_alarm_has_a_time_and_words_of_its_own() -> None:
    plain, flagged = cast.open_case("Ağaç devrildi."), cast.open_case(GAS)
    assert flagged.promised_at == flagged.due_at == flagged.opened_at + timedelta(hours=24)
    assert plain.promised_at is not None
    assert plain.promised_at > flagged.promised_at
    said = compose.receipt(flagged, Channel.SMS).body
    assert "112" in said
    assert "112" not in compose.receipt(plain, Channel.SMS).body


def test_a_dismissed_alarm_is_told_as_any_other_application() -> None:
    case, selin = cast.open_case(GAS), cast.staff("selin")
    actions.dismiss_alarm(flag=flag_of(case), reason="Tüp değişimi.", by=selin, at=now())
    assert "112" not in compose.receipt(case, Channel.SMS).body


def test_a_time_set_by_law_is_not_changed_by_an_alarm() -> None:
    topic, law = cast.topic("agac-budama"), unit_queries.kinds_now()["cimer"]
    by_law = unit_queries.standard_for(law, topic)
    assert unit_queries.standard_for(law, topic, GAS) == by_law
    assert unit_queries.standard_for(None, topic, GAS).amount == 24


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.PHONE, Channel.EMAIL])
def test_every_channel_is_listened_to(channel: Channel) -> None:
    case = actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(),
            text="BINADA GAZ KOKUSU VAR",
            reporter=actions.Reporter(),
            contact_wish=Channel.NONE,
            channel=channel,
        ),
        by=CITIZEN,
        at=cast.AT,
    )
    assert flag_of(case).alarm == "gaz"


def test_what_the_house_opened_itself_needs_no_flag() -> None:
    lead = actions.open_incident(
        title="Orman yangını",
        topic=cast.topic("agac-budama"),
        area=actions.Area(),
        unit=None,
        expected_end_at=now(),
        announced="",
        reason="",
        by=cast.staff("hakan"),
        at=now(),
    ).lead
    assert not lead.alarms.exists()


def test_words_without_an_alarm_cost_no_statement() -> None:
    case = cast.open_case("Ağaç devrildi.")
    unit_queries.city()
    with CaptureQueriesContext(connection) as asked:
        actions.raise_alarms(case, "Yangın merdiveni kilitli.", at=now())
    assert len(asked) == 0


def test_a_person_confirms_and_the_case_is_urgent() -> None:
    case, elif_ = cast.open_case(GAS), cast.staff("elif")
    at = now()
    actions.confirm_alarm(flag=flag_of(case), by=elif_, at=at)
    case.refresh_from_db()
    assert case.urgent_at == at
    flag = flag_of(case)
    assert (flag.state, flag.settled_by, flag.settled_at) == ("confirmed", elif_, at)
    assert names(case)[-1] == "case.alarm_confirmed"
    assert events.history(case).last().actor_id == elif_.pk  # type: ignore[union-attr]


def test_a_person_dismisses_with_a_reason() -> None:
    case = cast.open_case(GAS)
    with pytest.raises(ReasonMissing):
        actions.dismiss_alarm(flag=flag_of(case), reason=" ", by=cast.staff("selin"), at=now())
    actions.dismiss_alarm(
        flag=flag_of(case), reason="Çöp kokusuymuş.", by=cast.staff("selin"), at=now()
    )
    case.refresh_from_db()
    assert case.urgent_at is None
    assert flag_of(case).reason == "Çöp kokusuymuş."
    assert names(case)[-1] == "case.alarm_dismissed"


def test_what_was_confirmed_by_mistake_is_taken_back() -> None:
    case, elif_ = cast.open_case(f"{GAS} Üst katta yangın çıktı."), cast.staff("elif")
    gas, fire = case.alarms.order_by("id")
    actions.confirm_alarm(flag=gas, by=elif_, at=now())
    actions.confirm_alarm(flag=fire, by=elif_, at=now())
    actions.dismiss_alarm(flag=gas, reason="Yanlış bastım.", by=elif_, at=now())
    case.refresh_from_db()
    assert case.urgent_at == case.alarms.get(pk=fire.pk).settled_at
    actions.dismiss_alarm(flag=fire, reason="Yanlış bastım.", by=elif_, at=now())
    case.refresh_from_db()
    assert case.urgent_at is None


def test_two_people_do_not_settle_one_alarm_twice() -> None:
    flag = flag_of(cast.open_case(GAS))
    actions.confirm_alarm(flag=flag, by=cast.staff("elif"), at=now())
    with pytest.raises(actions.AlarmSettled):
        actions.confirm_alarm(flag=flag, by=cast.staff("selin"), at=now())
    actions.dismiss_alarm(flag=flag, reason="Yok.", by=cast.staff("elif"), at=now())
    with pytest.raises(actions.AlarmSettled):
        actions.dismiss_alarm(flag=flag, reason="Yok.", by=cast.staff("selin"), at=now())


def test_later_words_of_the_citizen_are_listened_to_once() -> None:
    case = stories.relaying(wish=Channel.PHONE)
    relay = case.relays.get()
    actions.record_attempt(
        relay=relay,
        result=RelayAttempt.Result.TOLD,
        by_user=cast.staff("elif"),
        by=cast.actor("elif"),
        at=now(),
    )
    said = "Kesilen dal yüzünden elektrik teli koptu, yerde duruyor."
    actions.record_confirmation(
        case=case, solved=False, words=said, channel=Channel.PHONE, by=CITIZEN, at=now()
    )
    assert flag_of(case).alarm == "elektrik"
    actions.raise_alarms(case, said, at=now())
    assert case.alarms.count() == 1


def test_an_alarm_waits_for_those_who_see_the_case() -> None:
    case = cast.open_case(GAS)
    flag = flag_of(case)
    for who in ("elif", "hakan", "selin"):
        assert list(alarms.waiting(cast.staff(who))) == [flag]
    for who in ("okan", "yasin"):
        assert not alarms.waiting(cast.staff(who)).exists()
        with pytest.raises(RaisedAlarm.DoesNotExist):
            alarms.find(cast.staff(who), flag.pk)
    assert not alarms.may_settle(cast.staff("derya"), case)
    actions.confirm_alarm(flag=flag, by=cast.staff("selin"), at=now())
    assert not alarms.waiting(cast.staff("elif")).exists()
    assert alarms.first_urgent(cast.staff("selin")) == [case]
    assert not alarms.first_urgent(cast.staff("okan"))


def test_an_alarm_of_a_confidential_case_is_its_readers_alone() -> None:
    case = confidential.opened()
    flag = flag_of(case)
    assert flag.alarm == "tehdit"
    assert list(alarms.waiting(cast.staff("sevgi"))) == [flag]
    for who in ("elif", "hakan", "gulay", "selin"):
        assert not alarms.waiting(cast.staff(who)).exists()
        with pytest.raises(RaisedAlarm.DoesNotExist):
            alarms.find(cast.staff(who), flag.pk)
    said = "Zümrütanka değil, dizi adıymış."
    actions.dismiss_alarm(flag=flag, reason=said, by=cast.staff("sevgi"), at=now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM cases_raisedalarm")
        assert "mrütanka" not in str(cursor.fetchall())


def test_the_story_names_the_alarm_and_not_the_words() -> None:
    case = cast.open_case(GAS)
    actions.dismiss_alarm(flag=flag_of(case), reason="Çöp.", by=cast.staff("elif"), at=now())
    told = {step.name: step for step in timeline.for_staff(case)}
    assert told["case.alarm_raised"].detail == "Gaz kokusu"
    assert told["case.alarm_dismissed"].detail == "Gaz kokusu: Çöp."
    assert not any("alarm" in step.name for step in timeline.for_citizen(case))


def test_words_are_tried_on_past_cases_without_showing_what_was_written() -> None:
    case, gas = cast.open_case("Ağaç devrildi."), cast.open_case(GAS)
    confidential.opened()
    actions.dismiss_alarm(flag=flag_of(gas), reason="Çöp.", by=cast.staff("elif"), at=now())
    said = StringIO()
    call_command("try_alarms", stdout=said)
    assert "Gaz kokusu: 1 heard; called urgent 0 times, no alarm 1 times" in said.getvalue()
    assert codes.display(gas.tracking_code) in said.getvalue()
    assert "Tehdit, silah: 0 heard; called urgent 0 times" in said.getvalue()
    assert codes.display(case.tracking_code) not in said.getvalue()
    assert "korkuyoruz" not in said.getvalue()
    with pytest.raises(CommandError, match="no such folder"):
        call_command("try_alarms", "nowhere")


def test_the_database_wants_a_person_behind_what_an_alarm_is() -> None:
    flag = flag_of(cast.open_case(GAS))
    for wrong in ({"state": "confirmed"}, {"state": "dismissed", "settled_at": now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RaisedAlarm.objects.filter(pk=flag.pk).update(**wrong)
