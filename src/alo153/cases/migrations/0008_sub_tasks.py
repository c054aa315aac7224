"""A sub-task has one name; what was told of its time so far is found under it, too."""

from django.db import migrations, models

_NOTICES = """
UPDATE notices_staffnotice SET
    kind = 'sub_task_deadline',
    cause = replace(cause, 'parttelling:', 'subtasktelling:'),
    path = regexp_replace(path, '^/parts/', '/sub-tasks/')
WHERE kind = 'part_deadline'
"""
_CHOSEN = """
UPDATE notices_noticesettings
SET ways = ways - 'part_deadline'
    || jsonb_build_object('sub_task_deadline', ways -> 'part_deadline')
WHERE ways ? 'part_deadline'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_message_of_relay"),
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint("parttelling", "told_once_of_a_part"),
        migrations.RenameModel("PartTelling", "SubTaskTelling"),
        migrations.RenameField("subtasktelling", "part", "sub_task"),
        migrations.AddConstraint(
            "subtasktelling",
            models.UniqueConstraint(fields=["sub_task", "step"], name="told_once_of_a_sub_task"),
        ),
        migrations.RunSQL([_NOTICES, _CHOSEN], migrations.RunSQL.noop),
    ]
