"""Addresses of one's own shifts."""

from django.urls import path

from alo153.web.planning import own, swapping

app_name = "shifts"

urlpatterns = [
    path("", own.mine, name="mine"),
    path("leave/", own.leave, name="leave"),
    path("leave/<int:leave>/withdraw/", own.withdraw_leave, name="withdraw_leave"),
    path("calendar/", own.calendar, name="calendar"),
    path("calendar/<str:token>.ics", own.feed, name="feed"),
    path("swap/<str:day>/", swapping.offer, name="swap"),
    path("swaps/<int:swap>/<slug:verb>/", swapping.answer, name="answer_swap"),
]
