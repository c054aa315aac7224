"""After the talk: the caller says by a key how it was, on a real Asterisk."""

from __future__ import annotations

import pytest
from tests.telephony.programs.played_sounds import played
from tests.telephony.programs.switchboards import Center, until

from alo153.calls import actions
from alo153.core.clock import now

pytestmark = pytest.mark.telephony


def test_the_caller_rates_the_talk_while_the_agent_is_free(idle_center: Center) -> None:
    center = idle_center
    center.switchboard.start(ALO153_SURVEY_SECONDS="60")
    agent = center.agent("elif")
    with played(center.asterisk.telephony) as heard:
        caller = center.sipp.press(" 1 4")
        call = center.at("answered", center.rings_at(agent))
        caller.go_on()  # a key means nothing before the question
        until(lambda: "1" in heard.keys)
        actions.hang_up(user=agent, at=now())
        until(lambda: center.session(agent).state == "wrap_up")
        until(lambda: "short/survey-question" in heard.heard)
        caller.go_on()
        call = center.at("ended", call)
        assert [s for s in heard.heard if "survey" in s] == [
            "short/survey-question",
            "short/survey-thanks",
        ]
    assert (call.outcome, call.ended_by) == ("answered", "agent")
    until(lambda: type(call).objects.get(pk=call.pk).interaction.rating == 4)
    until(lambda: not center.channels() and not center.bridges())


def test_who_says_nothing_is_hung_up_after_the_time(idle_center: Center) -> None:
    center = idle_center
    center.switchboard.start(ALO153_SURVEY_SECONDS="1")
    agent = center.agent("elif")
    caller = center.sipp.call()
    call = center.at("answered", center.rings_at(agent))
    actions.hang_up(user=agent, at=now())
    call = center.at("ended", call)
    assert caller.wait()
    assert (call.outcome, call.interaction.rating) == ("answered", None)
