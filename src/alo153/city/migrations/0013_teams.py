"""Teams of staff, and who belongs to which."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import DateRangeField
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("city", "0012_surveyed_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Rosters have it already, but for a database that is made from nothing
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("ended_date", models.DateField(null=True, verbose_name="ended on")),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="led_teams",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="team lead",
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(ended_date=None),
                        fields=("name",),
                        name="one_team_of_a_name",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since_date", models.DateField(verbose_name="member since")),
                ("until_date", models.DateField(null=True, verbose_name="member until")),
                (
                    "team",
                    models.ForeignKey(on_delete=PROTECT, related_name="members", to="city.team"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="team_memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a team",
                "ordering": ["since_date"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(until_date=None)
                        | models.Q(until_date__gt=models.F("since_date")),
                        name="team_member_for_a_day",
                    ),
                    ExclusionConstraint(
                        name="one_team_at_a_time",
                        expressions=[
                            ("user", "="),
                            (
                                models.Func(
                                    models.F("since_date"),
                                    models.F("until_date"),
                                    function="DATERANGE",
                                    output_field=DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                    ),
                ],
            },
        ),
    ]
