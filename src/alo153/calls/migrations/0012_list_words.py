from django.db import migrations, models


class Migration(migrations.Migration):
    """Say of a number of a list that somebody listened, and not that they were reached."""

    dependencies = [
        ("calls", "0008_list_figures"),
    ]

    operations = [
        migrations.AlterField(
            model_name="listnumber",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "still to be called"),
                    ("calling", "being called"),
                    ("reached", "listened, pressed a key or talked"),
                    ("hung_up", "hung up before the end"),
                    ("unreached", "not reached"),
                    ("opted_out", "wishes no more calls"),
                    ("held_back", "not called: had wished no calls"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
    ]
