"""Readings that were switched from a day on, with reason and name."""

from django.db import migrations, models

import voorrang.lib.ids


class Migration(migrations.Migration):
    dependencies = [("editions", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="ReadingSwitch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("programme", models.CharField(max_length=64)),
                ("reading", models.CharField(max_length=32)),
                ("choice", models.CharField(max_length=64)),
                ("earlier", models.CharField(max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("switched_at", models.DateTimeField()),
                ("switched_by", models.UUIDField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "-starts_at"], name="editions_switched")],
            },
        ),
    ]
