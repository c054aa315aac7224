"""A good moment is released by an agent who has heard it.

Before, it was released unheard, and the voice of a colleague could be in it: what is in the library
waits for its agent once more.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def ask_again(apps: Any, _schema: Any) -> None:
    moments = apps.get_model("quality", "GoodMoment").objects
    moments.filter(state="released").update(state="proposed", answered_at=None)


class Migration(migrations.Migration):
    dependencies = [("quality", "0006_feedback_words_and_learning")]

    operations = [
        migrations.AddField(
            model_name="goodmoment",
            name="heard_at",
            field=models.DateTimeField(null=True, verbose_name="heard at"),
        ),
        migrations.RemoveConstraint(
            model_name="goodmoment", name="only_released_moments_have_a_copy"
        ),
        migrations.RunPython(ask_again, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="goodmoment",
            constraint=models.CheckConstraint(
                condition=(
                    Q(state="released", size__isnull=False, heard_at__isnull=False) & ~Q(file="")
                )
                | Q(state="closed", file="")
                | Q(state="proposed"),
                name="released_moments_were_heard",
            ),
        ),
    ]
