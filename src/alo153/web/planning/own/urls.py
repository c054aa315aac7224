"""Addresses of one's own shifts."""

from django.urls import path

from alo153.web.planning.intraday import explaining
from alo153.web.planning.own import bidding, overtime, reasons, shifts, swapping, wishing

app_name = "shifts"

urlpatterns = [
    path("", shifts.mine, name="mine"),
    path("leave/", shifts.leave, name="leave"),
    path("leave/<int:leave>/withdraw/", shifts.withdraw_leave, name="withdraw_leave"),
    path("calendar/", shifts.calendar, name="calendar"),
    path("calendar/<str:token>.ics", shifts.feed, name="feed"),
    path("explain/<int:shift>/", explaining.explain_own, name="explain"),
    path("why/<int:shift>/", reasons.show, name="why"),
    path("wishes/", wishing.mine, name="wishes"),
    path("wishes/<int:wish>/drop/", wishing.drop, name="drop_wish"),
    path("open/", bidding.mine, name="open"),
    path("open/<int:open_shift>/<slug:verb>/", bidding.answer, name="answer_open"),
    path("overtime/<int:overtime>/<slug:verb>/", overtime.answer, name="answer_overtime"),
    path("swap/<str:day>/", swapping.offer, name="swap"),
    path("swaps/<int:swap>/<slug:verb>/", swapping.answer, name="answer_swap"),
]
