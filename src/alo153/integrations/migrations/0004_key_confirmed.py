import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

# Keys of before were let in by one person, and go on
_OF_BEFORE = "UPDATE integrations_apikey SET confirmed_at = made_at"


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0003_webhooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="apikey",
            name="confirmed_at",
            field=models.DateTimeField(null=True, verbose_name="confirmed at"),
        ),
        migrations.AddField(
            model_name="apikey",
            name="confirmed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(_OF_BEFORE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("made_by"))),
                name="key_seen_by_two",
            ),
        ),
    ]
