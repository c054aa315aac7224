"""The addresses of every audience."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.i18n import set_language

from alo153.web.center.figures import late, not_ours, results
from alo153.web.floor import seats
from alo153.web.kit import places
from alo153.web.kit.shell import theme
from alo153.web.privacy import access_log, confidential
from alo153.web.sign_in.profile import pages as profile
from alo153.web.site import moved, stream, street_map

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("alo153.web.portal.urls")),
    path("crew/", include("alo153.web.crew.urls")),
    path("unit/", include("alo153.web.unit.urls")),
    re_path(r"^units/(?P<rest>.*)$", moved.units, name="units_moved"),
    path("desk/", include("alo153.web.desk.urls")),
    re_path(moved.OF_DESK, moved.desk, name="desk_moved"),
    path("center/", include("alo153.web.center.urls")),
    path("counter/", include("alo153.web.counter.urls")),
    path("posts/", include("alo153.web.center.posts.urls")),
    path("live/", include("alo153.web.floor.urls")),
    path("guest/", seats.enter, name="guest"),
    path("settings/", include("alo153.web.settings.urls")),
    path("recordings/", include("alo153.web.quality.urls")),
    path("quality/", include("alo153.web.quality.management_urls")),
    path("care/", include("alo153.web.care.urls")),
    path("planning/", include("alo153.web.planning.urls")),
    path("shifts/", include("alo153.web.planning.own.urls")),
    path("api/", include("alo153.web.api.urls")),
    path("hooks/", include("alo153.web.api.hooks.urls")),
    path("mailbox/", include("alo153.web.mailbox.urls")),
    path("stream/", stream.stream, name="stream"),
    path("places/areas.json", places.areas, name="areas"),
    path("places/addresses/", places.addresses, name="addresses"),
    path("places/streets.pmtiles", street_map.street_map, name="street_map"),
    path("theme.css", theme.theme, name="theme"),
    path("theme/", theme.choose_theme, name="choose_theme"),
    path("language/", set_language, name="set_language"),
    path("alarms/", include("alo153.web.cases.alarms.urls")),
    path("live-alarms/", include("alo153.web.alarms.urls")),
    path("notices/", include("alo153.web.notices.urls")),
    path("leaving/", include("alo153.web.cases.leaving.urls")),
    re_path(r"^parts/(?P<rest>.*)$", moved.sub_tasks, name="sub_tasks_moved"),
    path("sub-tasks/", include("alo153.web.cases.sub_tasks.urls")),
    path("reclassify/", include("alo153.web.cases.reclassifying.urls")),
    path("sessions/", include("alo153.web.sign_in.urls")),
    path("me/", profile.profile, name="profile"),
    path("me/first-day/", profile.tour, name="first_day"),
    path("late/", late.late, name="late"),
    path("access-log/", access_log.ask, name="access_log"),
    path("access-log/<str:token>/", access_log.answer, name="access_log_answer"),
    path("access-log/<str:token>/letter/", access_log.letter, name="access_log_letter"),
    path("confidential/<str:code>/", confidential.ask, name="confidential"),
    path("not-ours/", not_ours.not_ours, name="not_ours"),
    path("results/", results.results, name="results"),
    path("reports/", include("alo153.web.reports.urls")),
    path("home/", theme.home, name="home"),
]

if settings.DEVELOPMENT:
    from alo153.web.kit.shell import gallery

    urlpatterns += [path("gallery/", gallery.show, name="gallery")]
