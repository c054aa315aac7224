"""Applications also come by other systems of the city."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0008_infected_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="interaction",
            name="channel",
            field=models.CharField(
                choices=[
                    ("phone", "telephone"),
                    ("web", "web"),
                    ("email", "e-mail"),
                    ("sms", "SMS"),
                    ("chat", "chat"),
                    ("counter", "counter"),
                    ("agency", "external agency"),
                    ("api", "another system of the city"),
                    ("internal", "the municipality itself"),
                ],
                max_length=10,
                verbose_name="channel",
            ),
        ),
    ]
