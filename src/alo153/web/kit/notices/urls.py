"""The addresses of one's own notices, below ``/notices/``."""

from django.urls import path

from alo153.web.kit.notices import choosing, reading

app_name = "notices"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("count/", reading.count, name="count"),
    path("read-all/", reading.read_all, name="read_all"),
    path("<int:number>/", reading.follow, name="follow"),
    path("ways/", choosing.ways, name="ways"),
]
