"""A conversation waits in a queue; all that are there wait in the general one."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("contacts", "0033_review_after_abuse")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="queue",
            field=models.CharField(
                db_default="general", default="general", max_length=40, verbose_name="queue"
            ),
        ),
        migrations.RemoveIndex(model_name="conversation", name="conversation_of_nobody"),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                "channel",
                "queue",
                "waiting_since",
                condition=Q(("assignee", None), ("state", "waiting")),
                name="conversation_unclaimed",
            ),
        ),
    ]
