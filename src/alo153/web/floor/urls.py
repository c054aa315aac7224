"""The addresses of the wall and of what a supervisor does there."""

from django.urls import path

from alo153.web.floor import blocked, closing, passed, seats, skills, supervise, voice_menu
from alo153.web.floor.announcements import views as announcements
from alo153.web.floor.call_lists import lists, writing
from alo153.web.floor.prompts import telephone
from alo153.web.floor.prompts import views as prompts
from alo153.web.floor.wall import agent_page, page

app_name = "live"
urlpatterns = [
    path("", page.wall, name="wall"),
    path("menu/", voice_menu.show, name="menu"),
    path("agents/<int:agent>/", agent_page.show, name="agent_page"),
    path("prompts/", prompts.index, name="prompts"),
    path("prompts/sound/<path:name>/", prompts.sound, name="prompt_sound"),
    path("prompts/record/<path:name>/", prompts.record, name="record_prompt"),
    path("prompts/telephone/<path:name>/", telephone.ring, name="prompt_telephone"),
    path("prompts/takes/<uuid:take>/sound/", telephone.sound, name="prompt_take_sound"),
    path("prompts/takes/<uuid:take>/of/<path:name>/", telephone.take, name="prompt_take"),
    path("prompts/drop/<path:name>/", prompts.drop, name="drop_prompt"),
    path("agents/<int:agent>/<str:verb>/", supervise.agent, name="agent"),
    path("lists/", lists.call_lists, name="call_lists"),
    path("lists/new/", writing.write, name="write_call_list"),
    path("lists/<int:number>/", lists.call_list, name="call_list"),
    path("lists/<int:number>/<str:verb>/", lists.change, name="change_call_list"),
    path("seats/", seats.seats, name="seats"),
    path("seats/<int:seat>/end/", seats.end, name="end_seat"),
    path("seats/<int:seat>/code/", seats.renew, name="renew_seat_code"),
    path("calls/<uuid:call>/", supervise.call, name="call"),
    path("calls/<uuid:call>/direct/", supervise.direct, name="direct"),
    path("monitoring/<str:verb>/", supervise.change, name="monitoring"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/<int:number>/", announcements.change, name="change_announcement"),
    path("announcements/<int:number>/end/", announcements.end, name="end_announcement"),
    path("closing/", closing.closing, name="closing"),
    path("closing/end/", closing.opening, name="opening"),
    path("offers/", passed.passed, name="passed"),
    path("skills/", skills.skills, name="skills"),
    path("skills/<int:user>/", skills.skills_of, name="skills_of"),
    path("blocked/", blocked.blocked, name="blocked"),
    path("blocked/<int:number>/lift/", blocked.unblock, name="unblock"),
]
