"""What was brought in from elsewhere, and files between dry run and confirmation."""

import django.db.models.deletion
from django.db import migrations, models

import voorrang.lib.ids
from voorrang.lib.tenancy.operations import BuildWall


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_open_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="CutoverFile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                ("file_name", models.CharField(max_length=255)),
                ("content", models.TextField()),
                ("uploaded_at", models.DateTimeField()),
                ("uploaded_by", models.UUIDField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Brought",
            fields=[
                (
                    "id",
                    models.UUIDField(default=voorrang.lib.ids.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.customer",
                    ),
                ),
                ("kind", models.CharField(max_length=16)),
                ("number", models.CharField(max_length=120)),
                ("object_id", models.UUIDField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("brought_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("customer", "kind", "number"), name="cutover_brought_once")
                ],
            },
        ),
        BuildWall("brought"),
    ]
