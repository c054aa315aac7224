"""Addresses of quality management."""

from django.urls import path

from alo153.web.quality.evaluating import (
    agreement,
    appeals,
    calibrations,
    cards,
    closings,
    coaching,
    own,
    plan,
    scoring,
    team,
    voice,
    work,
)
from alo153.web.quality.feedback import by_subject, call_backs
from alo153.web.quality.learning import cards as learning
from alo153.web.quality.learning import library
from alo153.web.quality.transcripts import pages as transcripts

app_name = "quality"

urlpatterns = [
    path("", work.to_do, name="to_do"),
    path("take/<int:interaction>/", work.take, name="take"),
    path("<int:number>/", scoring.evaluation, name="evaluation"),
    path("<int:number>/drop/", scoring.drop, name="drop"),
    path("<int:number>/recusal/", scoring.recuse, name="recuse"),
    path("mine/", own.mine, name="mine"),
    path("mine/<int:number>/", own.one, name="own"),
    path("mine/<int:number>/sound/", own.sound, name="own_sound"),
    path("mine/<int:number>/acknowledgement/", own.acknowledge, name="acknowledge"),
    path("mine/<int:number>/appeal/", own.appeal, name="appeal"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<int:number>/", appeals.decide, name="decide"),
    path("cards/", cards.cards, name="cards"),
    path("cards/<slug:medium>/", cards.card, name="card"),
    path("cards/<slug:medium>/use/", cards.use, name="use_card"),
    path("plan/", plan.plan, name="plan"),
    path("plan/draws/<int:number>/", plan.candidates, name="candidates"),
    path("coaching/", coaching.coaching, name="coaching"),
    path("mine/steps/<int:number>/done/", coaching.done, name="step_done"),
    path("call-backs/", call_backs.call_backs, name="call_backs"),
    path("call-backs/<int:number>/call/", call_backs.dial, name="dial"),
    path("call-backs/<int:number>/result/", call_backs.handle, name="handle_feedback"),
    path("voice/", voice.voice, name="voice"),
    path("words/", by_subject.words, name="words"),
    path("closings/", closings.closings, name="closings"),
    path("closings/<int:number>/", closings.check, name="check"),
    path("closings/<int:number>/call/", closings.call, name="call_reporter"),
    path("by-hand/", transcripts.by_hand, name="by_hand"),
    path("by-hand/<uuid:call>/", transcripts.write, name="write_by_hand"),
    path("library/", library.library, name="library"),
    path("library/propose/<uuid:call>/", library.propose, name="propose_moment"),
    path("library/<int:number>/answer/", library.answer, name="answer_moment"),
    path("library/<int:number>/withdrawal/", library.withdraw, name="withdraw_moment"),
    path("library/<int:number>/sound/", library.sound, name="moment_sound"),
    path("learning/", learning.cards, name="learning"),
    path("learning/write/", learning.write, name="write_card"),
    path("learning/<int:number>/", learning.card, name="learning_card"),
    path("learning/<int:number>/retirement/", learning.retire, name="retire_card"),
    path("team/", team.team, name="team"),
    path("calibrations/", calibrations.listing, name="calibrations"),
    path("calibrations/<int:number>/", calibrations.one, name="calibration"),
    path("calibrations/<int:number>/<int:interaction>/", calibrations.agree, name="agree"),
    path(
        "calibrations/<int:number>/<int:interaction>/closure/",
        calibrations.close,
        name="close_calibrated",
    ),
    path("agreement/", agreement.agreement, name="agreement"),
]
