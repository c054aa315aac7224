from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0027_pictures_of_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="key",
            field=models.UUIDField(null=True, unique=True),
        ),
    ]
