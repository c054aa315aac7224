"""The addresses of sub-tasks, below ``/parts/``."""

from django.urls import path

from alo153.web.kit.cases.sub_tasks import asked, leading

app_name = "parts"

urlpatterns = [
    path("of/<str:code>/", leading.parts, name="of_case"),
    path("<int:pk>/withdraw/", leading.withdraw, name="withdraw"),
    path("<int:pk>/", asked.part, name="part"),
    path("<int:pk>/files/<int:number>/", asked.file, name="file"),
    path("<int:pk>/<str:verb>/", asked.end, name="end"),
]
