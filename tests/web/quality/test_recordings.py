"""Who may listen, that it is written down, and what the pages show."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests import cast
from tests.calls.media import recorded
from tests.cases.at_once import at_once
from tests.web.desk.calls.ringing import let_ring

from alo153.accounts.models import User
from alo153.calls.call_words import AgentState
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, CallLeg, RecordingPause
from alo153.citizens.models import AccessLog
from alo153.city import queries
from alo153.core import clock
from alo153.quality.models import SoundMeasures
from alo153.switchboard.acd.recording import messages
from alo153.switchboard.acd.state.state import Recording
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records
from alo153.web.quality import wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


def sign_in(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def page(call: Call) -> str:
    return reverse("recordings:call", args=[call.pk])


def sound(call: Call) -> str:
    return reverse("recordings:sound", args=[call.pk])


def kept(spool: Spool, *, ago: timedelta = timedelta(hours=2), **more: object) -> Call:
    """Make a recorded call that ended so long ago."""
    at = clock.now() - ago - timedelta(seconds=20)
    return recorded.keep(recorded.talk(spool, at=at, **more))  # type: ignore[arg-type]


WHO_MAY_LISTEN = {
    "derya": 200,  # quality
    "hakan": 200,  # supervisor
    "elif": 200,  # the agent's own call, two hours ago
    "murat": 404,  # another agent
    "selin": 403,  # a unit
    "yasin": 403,  # the administrator keeps the machine, not the voices
}


class TestWhoMayListen:
    def test_by_role(self, spool: Spool) -> None:
        call = kept(spool)
        answers = {}
        for who in WHO_MAY_LISTEN:
            browser = sign_in(who)
            answers[who] = browser.get(page(call)).status_code
            assert browser.get(sound(call)).status_code == answers[who], who
        assert answers == WHO_MAY_LISTEN

    def test_an_agent_hears_their_own_calls_for_a_day(self, spool: Spool) -> None:
        call = kept(spool, ago=timedelta(hours=25))
        assert sign_in("elif").get(sound(call)).status_code == 404

    def test_nobody_hears_a_call_that_does_not_exist(self) -> None:
        url = reverse("recordings:sound", args=[UUID(int=7)])
        assert sign_in("derya").get(url).status_code == 404


class TestListening:
    def test_the_page_is_not_listening_and_all_parts_together_are_once(self, spool: Spool) -> None:
        call = kept(spool)
        browser = sign_in("derya")
        browser.get(page(call))
        assert not AccessLog.objects.filter(what="recording").exists()
        for part in ("bytes=0-", "bytes=500-999", "bytes=1000-"):
            browser.get(sound(call), headers={"Range": part})
        looks = AccessLog.objects.filter(what="recording")
        assert [(look.user, look.interaction_id) for look in looks] == [
            (cast.staff("derya"), call.interaction_id)
        ]

    @pytest.mark.django_db(transaction=True)
    def test_two_parts_asked_for_at_the_same_moment_are_once(self, spool: Spool) -> None:
        call = kept(spool)
        browsers = [sign_in("derya"), sign_in("derya")]
        at_once(*[lambda each=each: each.get(sound(call)) for each in browsers])
        assert AccessLog.objects.filter(what="recording").count() == 1

    def test_the_whole_is_sent_and_the_part_that_is_asked_for(self, spool: Spool) -> None:
        call = kept(spool)
        browser = sign_in("derya")
        whole = storages["recordings"].open(call.recording.file).read()
        response = browser.get(sound(call))
        assert (response.status_code, response["Accept-Ranges"]) == (200, "bytes")
        assert b"".join(response) == whole  # type: ignore[arg-type]
        assert len(whole) == call.recording.size
        for asked, part in (
            ("bytes=0-99", whole[:100]),
            ("bytes=100-", whole[100:]),
            ("bytes=-50", whole[-50:]),
        ):
            response = browser.get(sound(call), headers={"Range": asked})
            assert response.status_code == 206
            assert b"".join(response) == part, asked  # type: ignore[arg-type]
            begin = whole.index(part)
            shown = f"bytes {begin}-{begin + len(part) - 1}/{len(whole)}"
            assert response["Content-Range"] == shown
            assert response["Content-Type"] == "audio/ogg"
        response = browser.get(sound(call), headers={"Range": "bytes=99999999-"})
        assert response.status_code == 416
        assert response["Content-Range"] == f"bytes */{call.recording.size}"

    def test_a_file_that_was_changed_or_is_gone_is_not_played_and_reported(
        self, spool: Spool
    ) -> None:
        call = kept(spool)
        browser = sign_in("derya")
        path = Path(storages["recordings"].path(call.recording.file))
        for spoil in (lambda: path.write_bytes(path.read_bytes() + b"x"), path.unlink):
            spoil()
            assert browser.get(sound(call)).status_code == 409
            assert "değişmiş" in browser.get(page(call)).content.decode()


class TestPages:
    def test_the_call_shows_the_picture_and_what_was_left_out(self, spool: Spool) -> None:
        call = kept(spool, pauses=[(5, 8)])
        shown = sign_in("derya").get(page(call)).content.decode()
        assert shown.count('class="wave-pause"') == 1
        assert 'x="150.0"' in shown
        assert "temsilci ses kaydını duraklattı" in shown
        assert cast.staff("elif").full_name in shown

    def test_the_picture_shows_the_long_silences_and_leads_to_them(self, spool: Spool) -> None:
        call = kept(spool, seconds=60, pauses=[(30, 40)])
        browser = sign_in("derya")
        assert "Kimse konuşmuyor" not in browser.get(page(call)).content.decode()
        SoundMeasures.objects.create(
            recording=call.recording,
            measured_at=clock.now(),
            seconds=60,
            silence=0.5,
            longest_silence=36,
            overlap=0,
            silences=[[15.0, 51.0]],
        )
        shown = browser.get(page(call)).content.decode()
        # 36 seconds, of which ten were not recorded
        assert shown.count('class="wave-silence"') == 2
        assert 'x="150.0" y="0" width="150.0"' in shown
        assert 'data-jump="40.0"' in shown
        assert "en uzunu 36 sn" in shown

    def test_the_picture_shows_where_both_speak_and_leads_there(self, spool: Spool) -> None:
        call = kept(spool, seconds=60)
        browser = sign_in("derya")
        assert "İki taraf birden konuşuyor" not in browser.get(page(call)).content.decode()
        SoundMeasures.objects.create(
            recording=call.recording,
            measured_at=clock.now(),
            seconds=60,
            silence=0,
            overlap=0.1,
            overlaps=[[15.0, 18.0], [30.0, 33.0]],
        )
        shown = browser.get(page(call)).content.decode()
        assert shown.count('class="wave-overlap"') == 2
        assert 'x="150.0" y="0" width="30.0"' in shown
        assert 'data-jump="30.0"' in shown
        assert "İki taraf birden konuşuyor" in shown

    def test_a_hold_is_marked_in_its_own_words(self, spool: Spool) -> None:
        call = kept(spool, pauses=[(5, 8)])
        RecordingPause.objects.update(why="held", by=None)
        shown = sign_in("derya").get(page(call)).content.decode()
        assert shown.count('class="wave-pause"') == 1
        assert str(RecordingPause.objects.get().get_why_display()) in shown
        assert "temsilci ses kaydını duraklattı" not in shown

    def test_whoever_evaluates_takes_the_call_from_its_page(self, spool: Spool) -> None:
        call = kept(spool)
        take = reverse("quality:take", args=[call.interaction_id])
        assert take in sign_in("derya").get(page(call)).content.decode()
        assert take not in sign_in("elif").get(page(call)).content.decode()

    def test_the_picture_shows_when_a_colleague_took_the_call(self, spool: Spool) -> None:
        call = kept(spool)
        murat, at = cast.staff("murat"), call.recording.started_at + timedelta(seconds=10)
        CallLeg.objects.create(
            pk="offer-murat", call=call, kind="agent", role="agent", agent=murat, asked_at=at
        )
        assert 'class="wave-joined"' not in sign_in("derya").get(page(call)).content.decode()
        CallLeg.objects.update(joined_at=at)
        CallLeg.objects.exclude(pk="offer-murat").update(joined_at=call.recording.started_at)
        shown = sign_in("derya").get(page(call)).content.decode()
        assert shown.count('class="wave-joined"') == 1
        assert 'x="300.0"' in shown
        assert "Murat Kaya" in shown

    def test_who_wished_no_recording_is_named_so(self, spool: Spool) -> None:
        call = recorded.talk(spool, recorded=False, at=clock.now() - timedelta(hours=1))
        browser = sign_in("derya")
        assert "kayıt onayı yok" in browser.get(page(call)).content.decode()
        assert "kayıt onayı yok" in browser.get(reverse("recordings:list")).content.decode()

    def test_the_list_is_filtered_by_what_stands_in_the_address(self, spool: Spool) -> None:
        short = kept(spool)
        long = kept(spool, to="murat", seconds=90, ago=timedelta(days=3))
        browser = sign_in("derya")

        def listed(**query: object) -> set[UUID]:
            answer = browser.get(reverse("recordings:list"), query_params=query)
            return {call.pk for call in answer.context["list"].rows}

        assert listed() == {short.pk, long.pk}
        assert listed(agent=cast.staff("murat").pk) == {long.pk}
        assert listed(length="60") == {long.pk}
        day = queries.today(long.entered_at)
        assert listed(day=day.isoformat()) == {long.pk}
        assert listed(day="2020-01-01") == set()
        SoundMeasures.objects.create(
            recording=long.recording, measured_at=clock.now(), seconds=90, silence=0.5, overlap=0.1
        )
        assert listed(sound="silence") == {long.pk}
        assert listed(sound="overlap") == set()
        for sign, heard in (
            ("slow", {"answer_seconds": 3.0}),
            ("one_sided", {"agent_share": 0.95}),
            ("distorted", {"clipped": 0.02}),
            ("faint", {"citizen_level": -46.0}),
        ):
            assert listed(sound=sign) == set(), sign
            SoundMeasures.objects.update(**heard)
            assert listed(sound=sign) == {long.pk}, sign
        assert listed(day="nonsense", agent="x") == {short.pk, long.pk}

    def test_a_longer_list_needs_no_more_queries(
        self, spool: Spool, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        browser = sign_in("derya")
        for _ in range(3):
            kept(spool, seconds=1)
        browser.get(reverse("recordings:list"))  # the city is remembered for seconds
        with django_assert_num_queries(4):
            browser.get(reverse("recordings:list"))

    def test_the_desk_leads_to_the_recording_of_an_earlier_call(self, spool: Spool) -> None:
        earlier = kept(spool)
        call = let_ring()
        shown = sign_in("elif").get(reverse("desk:call", args=[call.pk])).content.decode()
        assert page(earlier) in shown

    def test_the_wall_says_that_calls_are_not_recorded(self, spool: Spool) -> None:
        call = recorded.talk(spool, at=clock.now() - timedelta(minutes=5))
        at = clock.now().timestamp()
        records.write(messages.RecordingFailed(at=at, call=str(call.pk), reason="disk_full"))
        shown = sign_in("hakan").get(reverse("live:wall")).content.decode()
        assert "disk dolu" in shown


class TestDesk:
    def talks(self, *told: facts.Fact, recorded_: bool = True) -> str:
        call, elif_ = let_ring(), cast.staff("elif")
        at = clock.now().timestamp()
        key = str(call.pk)
        if not recorded_:
            records.write(facts.RecordingRefused(at=at, call=key))
        else:
            records.write(messages.RecordingStarted(at=at, call=key))
        records.write(self.talking(elif_, key, at))
        for fact in told:
            records.write(fact)
        return key

    def talking(self, user: User, call: str, at: float) -> facts.Fact:
        return facts.AgentChanged(
            at=at,
            agent=user.pk,
            since=at,
            presence=AgentState.TALKING,
            reason="",
            reachable=True,
            call=call,
        )

    def bar(self) -> str:
        return sign_in("elif").get(reverse("desk:bar")).content.decode()

    def test_the_bar_says_in_words_that_it_is_recorded(self) -> None:
        self.talks()
        assert "kaydediliyor" in self.bar()
        assert "Ctrl+F9" in self.bar()

    def test_a_pause_counts_down_to_its_end(self) -> None:
        call, at = self.talks(), clock.now().timestamp()
        agent = cast.staff("elif").pk
        paused = messages.RecordingPaused(at=at, call=call, why=Recording.SENSITIVE, agent=agent)
        records.write(paused)
        shown = self.bar()
        assert "ses kaydı duraklatıldı" in shown
        assert "record-again" in shown

    def test_hold_is_not_a_pause_of_the_agent(self) -> None:
        call, at = self.talks(), clock.now().timestamp()
        records.write(messages.RecordingPaused(at=at, call=call, why=Recording.HELD))
        assert "kaydediliyor" in self.bar()

    def test_no_wish_and_trouble_have_their_words(self) -> None:
        call = self.talks()
        at = clock.now().timestamp()
        records.write(messages.RecordingFailed(at=at, call=call, reason="disk_full"))
        assert "arıza" in self.bar()

    def test_who_is_not_recorded_by_wish(self) -> None:
        self.talks(recorded_=False)
        assert "kayıt onayı yok" in self.bar()

    @pytest.mark.parametrize("verb", ["pause-recording", "record-again"])
    def test_the_buttons_ask_the_switchboard(self, verb: str) -> None:
        response = sign_in("elif").post(reverse("desk:phone", args=[verb]))
        assert response.status_code == 302


class TestWave:
    def test_the_citizen_is_above_and_the_agent_below(self) -> None:
        drawn = wave.draw(bytes([255] * 600 + [0] * 600))
        assert drawn.citizen.startswith("M0.5 49V3")
        assert drawn.agent.startswith("M0.5 51V51")

    def test_without_peaks_it_is_flat(self) -> None:
        assert wave.draw(b"").citizen.endswith("M599.5 49V49")

    def test_a_pause_of_a_moment_is_seen(self) -> None:
        assert wave.place(10, 10.01, 600) == (10, 1)
