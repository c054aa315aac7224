"""A conversation can be ended because of abuse; what its citizen writes on waits for a supervisor."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("contacts", "0032_contacts_by_time")]

    operations = [
        migrations.AlterField(
            model_name="conversation",
            name="close_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("settled", "nothing is left to do"),
                    ("automatic", "a machine wrote it"),
                    ("spam", "unwanted"),
                    ("left", "the citizen ended it"),
                    ("keyword", "answered without a person"),
                    ("abuse", "ended because of abuse"),
                ],
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="review_since",
            field=models.DateTimeField(null=True, verbose_name="waits for a supervisor since"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                F("review_since"),
                condition=Q(review_since__isnull=False),
                name="conversation_for_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=Q(review_since=None) | Q(close_reason="abuse"),
                name="only_abuse_is_reviewed",
            ),
        ),
    ]
