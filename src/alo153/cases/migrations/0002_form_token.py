from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="form_token",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
