"""The citizen's addresses."""

from django.urls import path, re_path

from alo153.web.portal import pages, proving
from alo153.web.portal.apply import applying
from alo153.web.portal.follow import contractor, saying, tracking, verifying
from alo153.web.portal.talk import calling, joining, signing
from alo153.web.site import moved

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("privacy/", pages.privacy, name="privacy"),
    path("apply/", applying.begin, name="apply"),
    path("apply/topics/", applying.topics, name="topics"),
    path("apply/places/", applying.places, name="places"),
    path("apply/photos/<str:name>/", applying.photo, name="photo"),
    path("apply/check/", applying.check, name="check"),
    path("apply/sent/", applying.sent, name="sent"),
    path("apply/<slug:step>/", applying.step, name="step"),
    path("prove/", proving.ask, name="prove"),
    path("prove/work/", proving.work, name="work"),
    path("track/", tracking.ask, name="track"),
    path("track/timeline/", tracking.granted_timeline, name="timeline"),
    path("track/timeline/reply/", tracking.granted_reply, name="timeline_reply"),
    path("track/timeline/files/<int:pk>/", tracking.granted_file, name="timeline_file"),
    path("track/timeline/confirmation/", saying.granted, name="timeline_confirmation"),
    re_path(r"^track/story/(?P<rest>.*)$", moved.timeline, name="timeline_moved"),
    path("verify/", verifying.ask, name="verify"),
    path("verify/seals.csv", verifying.seals, name="seals"),
    path("t/<str:link_key>/", tracking.linked_timeline, name="link"),
    path("t/<str:link_key>/reply/", tracking.linked_reply, name="link_reply"),
    path("t/<str:link_key>/files/<int:pk>/", tracking.linked_file, name="link_file"),
    path("t/<str:link_key>/confirmation/", saying.linked, name="link_confirmation"),
    path("work/<str:token>/", contractor.work, name="contractor"),
    path("work/<str:token>/photos/<int:pk>/", contractor.photo, name="contractor_photo"),
    path("call/", calling.call, name="call"),
    path("call/session/", calling.session, name="call_session"),
    path("call/place/", calling.place, name="call_place"),
    path("join/<str:token>/", joining.page, name="join"),
    path("join/<str:token>/session/", joining.session, name="join_session"),
    path("join/<str:token>/knock/", joining.knock, name="join_knock"),
    path("sign-language/", signing.page, name="signing"),
    path("sign-language/session/", signing.session, name="signing_session"),
    path("sign-language/place/", signing.place, name="signing_place"),
]
