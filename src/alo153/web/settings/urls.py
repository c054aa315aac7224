"""The addresses of administrators' pages."""

from django.urls import URLPattern, path

from alo153.web.settings import strangers

app_name = "settings"
urlpatterns: list[URLPattern] = [path("strangers/", strangers.show, name="strangers")]
