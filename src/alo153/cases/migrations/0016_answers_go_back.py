from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_due_set_by"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="contact_wish",
            field=models.CharField(
                choices=[
                    ("sms", "SMS"),
                    ("email", "e-mail"),
                    ("phone", "telephone"),
                    ("none", "no message, looks it up"),
                    ("agency", "external agency"),
                ],
                max_length=8,
                verbose_name="contact wish",
            ),
        ),
        migrations.AlterField(
            model_name="relay",
            name="channel",
            field=models.CharField(
                choices=[
                    ("sms", "SMS"),
                    ("email", "e-mail"),
                    ("phone", "telephone"),
                    ("none", "no message, looks it up"),
                    ("agency", "external agency"),
                ],
                max_length=8,
                verbose_name="channel",
            ),
        ),
    ]
