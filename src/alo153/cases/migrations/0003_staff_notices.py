from collections.abc import Iterator
from itertools import batched

from django.conf import settings
from django.db import migrations
from django.utils.translation import gettext, override

from alo153.cases.rules import codes

CLOCK_TITLES = {
    "remind": "Due soon: application %(code)s",
    "manager": "Late: application %(code)s of your unit",
    "top": "Late for days: application %(code)s",
}
PART_TITLES = {
    "remind": "Due soon: your unit's sub-task of application %(code)s",
    "manager": "Late: sub-task of application %(code)s",
}
ALARM_TITLE = "Nobody looked at an alarm: application %(code)s"


def keep_who_was_told(apps, _schema_editor) -> None:
    """Write the notices that were given before there were notices, as read."""
    city = apps.get_model("city", "City").objects.first()
    if city is None:
        return
    notice = apps.get_model("notices", "StaffNotice")
    with override(city.language):
        for some in batched(_all(apps, notice), 1000):
            notice.objects.bulk_create(some)


def _all(apps, notice) -> Iterator[object]:
    def written(*, user, kind, cause, title, path, case, at):
        code = codes.display(case.tracking_code)
        return notice(
            reader_id=user,
            kind=kind,
            cause=cause,
            title=gettext(title) % {"code": code},
            path=path,
            about_type="cases.case",
            about_id=str(case.pk),
            at=at,
            read_at=at,
        )

    for row in _rows(apps, "ClockTelling", "users", "clocktelling__clock__case"):
        told = row.clocktelling
        yield written(
            user=row.user_id,
            kind="deadline",
            cause=f"clocktelling:{told.pk}",
            title=CLOCK_TITLES[told.step],
            path="/late/",
            case=told.clock.case,
            at=told.at,
        )
    for row in _rows(apps, "PartTelling", "users", "parttelling__part__case"):
        told = row.parttelling
        yield written(
            user=row.user_id,
            kind="part_deadline",
            cause=f"parttelling:{told.pk}",
            title=PART_TITLES[told.step],
            path="/late/",
            case=told.part.case,
            at=told.at,
        )
    for row in _rows(apps, "RaisedAlarm", "told", "raisedalarm__case"):
        flag = row.raisedalarm
        yield written(
            user=row.user_id,
            kind="alarm",
            cause=f"alarm:{flag.pk}",
            title=ALARM_TITLE,
            path=f"/desk/cases/{flag.case.tracking_code}/",
            case=flag.case,
            at=flag.overdue_at or flag.raised_at,
        )


def _rows(apps, model: str, field: str, related: str):
    through = getattr(apps.get_model("cases", model), field).through
    return through.objects.select_related(related).order_by("pk").iterator(chunk_size=1000)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_reclassification"),
        ("notices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(keep_who_was_told, migrations.RunPython.noop),
        migrations.RemoveField(model_name="clocktelling", name="users"),
        migrations.RemoveField(model_name="parttelling", name="users"),
        migrations.RemoveField(model_name="raisedalarm", name="told"),
    ]
