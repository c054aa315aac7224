"""The addresses of one's own notices, below ``/notices/``."""

from django.urls import path

from alo153.web.notices import choosing, own_list

app_name = "notices"
urlpatterns = [
    path("", own_list.listing, name="list"),
    path("count/", own_list.count, name="count"),
    path("read-all/", own_list.read_all, name="read_all"),
    path("<int:number>/", own_list.follow, name="follow"),
    path("ways/", choosing.ways, name="ways"),
]
