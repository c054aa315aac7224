"""Addresses of quality management."""

from django.urls import path

from alo153.web.quality.evaluating import (
    agreement,
    appeals,
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

app_name = "quality"

urlpatterns = [
    path("", work.to_do, name="to_do"),
    path("take/<int:interaction>/", work.take, name="take"),
    path("<int:number>/", scoring.evaluation, name="evaluation"),
    path("<int:number>/drop/", scoring.drop, name="drop"),
    path("mine/", own.mine, name="mine"),
    path("mine/<int:number>/", own.one, name="own"),
    path("mine/<int:number>/acknowledgement/", own.acknowledge, name="acknowledge"),
    path("mine/<int:number>/appeal/", own.appeal, name="appeal"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<int:number>/", appeals.decide, name="decide"),
    path("cards/", cards.cards, name="cards"),
    path("cards/<slug:medium>/", cards.card, name="card"),
    path("cards/<slug:medium>/use/", cards.use, name="use_card"),
    path("plan/", plan.plan, name="plan"),
    path("coaching/", coaching.coaching, name="coaching"),
    path("mine/steps/<int:number>/done/", coaching.done, name="step_done"),
    path("voice/", voice.voice, name="voice"),
    path("closings/", closings.closings, name="closings"),
    path("closings/<int:number>/", closings.check, name="check"),
    path("team/", team.team, name="team"),
    path("agreement/", agreement.agreement, name="agreement"),
]
