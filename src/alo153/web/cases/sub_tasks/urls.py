"""The addresses of sub-tasks, below ``/sub-tasks/``."""

from django.urls import path

from alo153.web.cases.sub_tasks import asked, leading

app_name = "sub_tasks"

urlpatterns = [
    path("of/<str:code>/", leading.sub_tasks, name="of_case"),
    path("<int:pk>/withdraw/", leading.withdraw, name="withdraw"),
    path("<int:pk>/", asked.sub_task, name="sub_task"),
    path("<int:pk>/files/<int:number>/", asked.file, name="file"),
    path("<int:pk>/<str:verb>/", asked.end, name="end"),
]
