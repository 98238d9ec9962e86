"""The table of effects."""

from django.db import migrations, models

import voorrang.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("done_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
