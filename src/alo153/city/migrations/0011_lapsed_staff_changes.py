from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("city", "0010_staff_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="staffchange",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waits for a second person"),
                    ("confirmed", "confirmed"),
                    ("refused", "refused"),
                    ("overtaken", "overtaken"),
                    ("lapsed", "lapsed"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.RemoveConstraint(model_name="staffchange", name="staff_change_says_who_decided"),
        migrations.AddConstraint(
            model_name="staffchange",
            constraint=models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | Q(state="lapsed", decided_by=None, decided_at__isnull=False)
                | (
                    ~Q(state__in=["waiting", "lapsed"])
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="staff_change_says_who_decided",
            ),
        ),
    ]
