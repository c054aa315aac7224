"""Addresses of the digital media desk."""

from django.urls import path

from alo153.web.center.posts import calendar, composing, places, showing

app_name = "media"

urlpatterns = [
    path("", calendar.posts, name="posts"),
    path("new/", composing.write, name="write"),
    path("preview/", composing.preview, name="preview"),
    path("<int:number>/", showing.post, name="post"),
    path("<int:number>/edit/", composing.change, name="change"),
    path("<int:number>/picture/", showing.picture, name="picture"),
    path("<int:number>/send-back/", showing.send_back, name="send_back"),
    path("<int:number>/places/<slug:channel>/<slug:verb>/", places.act, name="act_on_place"),
    path("<int:number>/<slug:verb>/", showing.act, name="act"),
]
