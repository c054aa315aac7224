"""Notices about cases and conversations lead to the center's addresses."""

from django.db import migrations

MOVE = """
UPDATE notices_staffnotice SET path = '/center/' || substr(path, length('/desk/') + 1)
WHERE path LIKE '/desk/cases/%' OR path LIKE '/desk/conversations/%'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_ways_of_a_notice"),
    ]

    operations = [migrations.RunSQL(MOVE, migrations.RunSQL.noop)]
