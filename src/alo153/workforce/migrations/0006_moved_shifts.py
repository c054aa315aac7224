"""A shift that is moved changes two days, which are undone and redone as one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0005_leave_within_a_shift")]

    operations = [
        migrations.AddField(
            model_name="shiftchange",
            name="moved_from",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moved_to",
                to="workforce.shiftchange",
            ),
        ),
    ]
