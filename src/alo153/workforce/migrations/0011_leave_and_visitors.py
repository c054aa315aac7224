from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0010_the_day")]

    operations = [
        migrations.AlterField(
            model_name="leave",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "needs a planner's decision"),
                    ("granted", "granted"),
                    ("refused", "refused"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="leave",
            name="why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("balance", "Not enough days of leave are left this year."),
                    ("cover", "Too many people are on leave on one of these days."),
                    ("shifts", "You have a published shift on one of these days."),
                    ("overlap", "One of these days is leave already, or asked for."),
                ],
                max_length=8,
                verbose_name="reason",
            ),
        ),
        migrations.AlterField(
            model_name="forecastline",
            name="queue",
            field=models.CharField(max_length=50, verbose_name="queue"),
        ),
        migrations.RemoveConstraint(model_name="leave", name="leave_refused_says_why"),
        migrations.AddConstraint(
            model_name="leave",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("why", ""), ("state__in", ["refused", "waiting"]), _connector="OR"
                ),
                name="leave_refused_says_why",
            ),
        ),
    ]
