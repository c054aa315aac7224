"""Addresses of shift planning."""

from django.urls import path

from alo153.web.planning import (
    curve,
    deeds,
    demand,
    filling,
    grid,
    law,
    notice,
    people,
    rosters,
    table,
    whatif,
    why,
    wishes,
)
from alo153.web.planning.figures import cost, events, forecast, history
from alo153.web.planning.intraday import asking, explaining, leaves, page

app_name = "planning"

urlpatterns = [
    path("", rosters.listing, name="rosters"),
    path("day/", page.show, name="day"),
    path("day/breaks/<int:shift_break>/", asking.move_break, name="move_break"),
    path("day/overtime/<int:shift>/", asking.ask_overtime, name="ask_overtime"),
    path("day/written/", explaining.written, name="hold_written"),
    path("day/free/<int:shift>/", explaining.let_go, name="let_go"),
    path("day/explain/<int:shift>/", explaining.explain, name="explain"),
    path("leaves/", leaves.listing, name="leaves"),
    path("leaves/<int:leave>/", leaves.show, name="leave"),
    path("leaves/<int:leave>/replace/", leaves.replace, name="replace"),
    path("leaves/<int:leave>/replan/", leaves.replan, name="replan"),
    path("leaves/<int:leave>/publish/", leaves.publish, name="publish_replacement"),
    path("leaves/<int:leave>/withdraw/", leaves.withdraw, name="withdraw_leave"),
    path("deviations/<int:deviation>/", explaining.answer, name="answer_deviation"),
    path("forecast/", forecast.show, name="forecast"),
    path("cost/", cost.show, name="cost"),
    path("history/", history.load, name="history"),
    path("events/", events.listing, name="events"),
    path("events/<int:event>/remove/", events.remove, name="remove_event"),
    path("overtime/<int:overtime>/withdraw/", asking.withdraw, name="withdraw_overtime"),
    path("law/", law.show, name="law"),
    path("law/<int:rule>/", law.confirm, name="confirm_rule"),
    path("people/", people.listing, name="people"),
    path("people/<int:user>/", people.contract, name="contract"),
    path("types/", people.types, name="types"),
    path("types/<int:shift_type>/retire/", people.retire, name="retire_type"),
    path("rosters/<int:roster>/", grid.show, name="roster"),
    path("rosters/<int:roster>/demand/", demand.edit, name="demand"),
    path("rosters/<int:roster>/fill/", filling.show, name="fill"),
    path("rosters/<int:roster>/wishes/", wishes.show, name="wishes"),
    path("rosters/<int:roster>/why/", why.show, name="why"),
    path("rosters/<int:roster>/compare/", whatif.compare, name="compare"),
    path("rosters/<int:roster>/starts/", whatif.missing, name="starts"),
    path("rosters/<int:roster>/curve/<str:day>/", curve.show, name="curve"),
    path("rosters/<int:roster>/table/", table.show, name="table"),
    path("rosters/<int:roster>/import/", table.load, name="import"),
    path("rosters/<int:roster>/assign/", deeds.assign, name="assign"),
    path("rosters/<int:roster>/verdict/", deeds.verdict, name="verdict"),
    path("rosters/<int:roster>/move/", deeds.move, name="move"),
    path("rosters/<int:roster>/run/", deeds.run, name="run"),
    path("rosters/<int:roster>/notice/", notice.show, name="notice"),
    path("rosters/<int:roster>/payroll/", notice.payroll, name="payroll"),
    path("rosters/<int:roster>/<slug:verb>/", deeds.verb, name="verb"),
]
