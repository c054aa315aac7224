from django.db import migrations, models

import alo153.quality.media


class Migration(migrations.Migration):
    dependencies = [("quality", "0008_plan_asks_low_ratings")]

    operations = [
        migrations.AlterField(
            model_name="cardversion",
            name="medium",
            field=models.CharField(
                choices=[
                    (alo153.quality.media.CardMedium["PHONE"], "telephone"),
                    (alo153.quality.media.CardMedium["VIDEO"], "video call"),
                    (alo153.quality.media.CardMedium["CHAT"], "chat"),
                    (alo153.quality.media.CardMedium["WRITTEN"], "written answer"),
                    (alo153.quality.media.CardMedium["COUNTER"], "counter"),
                    (alo153.quality.media.CardMedium["UNIT"], "answer of a unit"),
                ],
                max_length=8,
                verbose_name="medium",
            ),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="medium",
            field=models.CharField(
                choices=[
                    (alo153.quality.media.CardMedium["PHONE"], "telephone"),
                    (alo153.quality.media.CardMedium["VIDEO"], "video call"),
                    (alo153.quality.media.CardMedium["CHAT"], "chat"),
                    (alo153.quality.media.CardMedium["WRITTEN"], "written answer"),
                    (alo153.quality.media.CardMedium["COUNTER"], "counter"),
                    (alo153.quality.media.CardMedium["UNIT"], "answer of a unit"),
                ],
                max_length=8,
                verbose_name="medium",
            ),
        ),
    ]
