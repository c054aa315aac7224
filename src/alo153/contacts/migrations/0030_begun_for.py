"""A talk that we began says whom it is for, also where nobody has proved the address."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0007_social_names"),
        ("contacts", "0029_queue_of_contact"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="begun_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="citizens.citizen",
            ),
        ),
    ]
