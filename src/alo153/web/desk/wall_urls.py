"""The addresses of the wall and of what a supervisor does there."""

from django.urls import path

from alo153.web.desk import supervise, wall

app_name = "live"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("take-over/", supervise.take_over, name="take_over"),
    path("stop/", supervise.stop, name="stop"),
    path("agents/<int:agent>/<str:verb>/", supervise.agent, name="agent"),
    path("calls/<uuid:call>/", supervise.call, name="call"),
    path("calls/<uuid:call>/direct/", supervise.direct, name="direct"),
]
