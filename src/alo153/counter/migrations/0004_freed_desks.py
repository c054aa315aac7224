"""A desk says when a page of it was open last, a number when its desk was freed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("counter", "0003_why_called"),
    ]

    operations = [
        migrations.AddField(
            model_name="desksession",
            name="seen_at",
            field=models.DateTimeField(null=True, verbose_name="page last open at"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="put_back_at",
            field=models.DateTimeField(null=True, verbose_name="put back at"),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first", "Nobody whom this desk serves has waited longer."),
                    ("priority", "Called earlier by the city's priority."),
                    ("sent", "A colleague sent this visitor to your desk."),
                    ("back", "Was called before, to a desk that nobody serves now."),
                ],
                max_length=8,
                verbose_name="why it was called",
            ),
        ),
    ]
