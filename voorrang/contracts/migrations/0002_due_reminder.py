"""What is to be reminded of, over all customers, so that the sweep visits only those whose turn it is."""

from django.db import migrations, models

import voorrang.lib.ids
from voorrang.lib.tenancy.operations import BuildWall

# The step's id serves as the row's own: there is at most one row for each.
FILL = """
INSERT INTO contracts_duereminder (id, customer_id, step_id, remind_at)
SELECT id, customer_id, id, remind_at FROM contracts_activationstep WHERE done_at IS NULL AND remind_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DueReminder",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("customer_id", models.UUIDField()),
                ("step_id", models.UUIDField(unique=True)),
                ("remind_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["remind_at"], name="contracts_remind_at")]},
        ),
        BuildWall("duereminder", "projection"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
