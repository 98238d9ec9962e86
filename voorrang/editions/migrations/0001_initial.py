"""The first tables of this floor, with their walls."""

from django.db import migrations, models

import voorrang.lib.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("programme", models.CharField(max_length=64)),
                (
                    "part",
                    models.CharField(
                        choices=[("terms", "Terms"), ("coverage", "Coverage"), ("readings", "Readings")], max_length=16
                    ),
                ),
                ("label", models.CharField(max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("stored_at", models.DateTimeField()),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("body", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "part", "starts_at"], name="editions_in_force")],
            },
        ),
    ]
