"""The addresses of the wall and of what a supervisor does there."""

from django.urls import path

from alo153.web.floor import blocked, closing, seats, skills, supervise, voice_menu, wall

app_name = "live"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("menu/", voice_menu.show, name="menu"),
    path("agents/<int:agent>/<str:verb>/", supervise.agent, name="agent"),
    path("seats/", seats.seats, name="seats"),
    path("seats/<int:seat>/end/", seats.end, name="end_seat"),
    path("seats/<int:seat>/code/", seats.renew, name="renew_seat_code"),
    path("calls/<uuid:call>/", supervise.call, name="call"),
    path("calls/<uuid:call>/direct/", supervise.direct, name="direct"),
    path("closing/", closing.closing, name="closing"),
    path("closing/end/", closing.opening, name="opening"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<int:user>/", skills.skills_of, name="skills_of"),
    path("blocked/", blocked.blocked, name="blocked"),
    path("blocked/<int:number>/lift/", blocked.unblock, name="unblock"),
]
