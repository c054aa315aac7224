from django.db import migrations, models


class Migration(migrations.Migration):
    """Say whose date a case is due by. `load_city` reads the clocks anew, and fills it in."""

    dependencies = [("cases", "0014_form_digest")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="due_set_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
    ]
