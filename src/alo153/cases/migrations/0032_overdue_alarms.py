from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_late_sub_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="raisedalarm",
            name="overdue_at",
            field=models.DateTimeField(null=True, verbose_name="overdue since"),
        ),
        migrations.AddField(
            model_name="raisedalarm",
            name="told",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
    ]
